import { utilityProcess } from 'electron';
import type { OwnProcess } from '../delivery/channels/folder.ts';
import type { FolderAnswer } from '../delivery/channels/folder-task.ts';

/** Starts the built `folder-worker.js` beside the app: a share that hangs holds up nothing but this process. */
export function startFolderProcess(workerPath: string): OwnProcess {
  const child = utilityProcess.fork(workerPath, [], { serviceName: 'CityNet Desk folders', stdio: 'ignore' });
  let hasEnded = false;
  let settle: { answer(value: FolderAnswer): void; end(error: Error): void } | null = null;
  child.on('message', (answer: FolderAnswer) => settle?.answer(answer));
  child.once('exit', (code) => {
    hasEnded = true;
    settle?.end(new Error(`the process for folders ended with ${code}`));
  });
  return {
    ask: (task) =>
      new Promise((answer, end) => {
        if (hasEnded) return end(new Error('the process for folders has ended'));
        settle = { answer, end };
        child.postMessage(task);
      }),
    abandon: () => void child.kill(),
    get hasEnded() {
      return hasEnded;
    },
  };
}
