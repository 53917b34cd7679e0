import { type WorkerAnswer, type WorkerProgress, WorkerTask } from './worker-task.ts';

/** Does what is asked; never rejects. May take as long and as much memory as the file makes it: its parent ends it. */
export async function doWorkerTask(message: unknown, tell: (progress: WorkerProgress) => void): Promise<WorkerAnswer> {
  try {
    return await doTask(WorkerTask.parse(message), tell);
  } catch (error) {
    const { code, message: words } = error as NodeJS.ErrnoException;
    return { kind: 'failed', code: String(code ?? 'UNKNOWN').slice(0, 40), message: String(words).slice(0, 600) };
  }
}

/** Each is loaded with the first task that needs it: what reads documents is large. */
async function doTask(task: WorkerTask, tell: (progress: WorkerProgress) => void): Promise<WorkerAnswer> {
  switch (task.kind) {
    case 'admit':
      return (await import('./admit.ts')).admit(task);
    case 'look':
      return (await import('./look.ts')).look(task);
    case 'inspect':
      return (await import('../message/inspect-file.ts')).inspectFile(task);
    case 'pack':
      return (await import('./pack.ts')).pack(task);
    case 'encrypt':
      return (await import('../encrypt/encrypt.ts')).encrypt(task, (bytesDone) =>
        tell({ kind: 'progress', bytesDone }),
      );
    case 'settle':
      return (await import('../encrypt/settle.ts')).settle(task);
  }
}
