import { utilityProcess } from 'electron';

/** One question at a time to a process of its own. */
interface OwnProcess<Task, Answer> {
  /** Rejects where the process ends without an answer. */
  ask(task: Task): Promise<Answer>;
  /** A word that is not answered. */
  say(word: Task): void;
  /** Asks it to end, and does not wait: a call that hangs in the kernel cannot be ended. */
  abandon(): void;
  readonly hasEnded: boolean;
}

/** Starts a built worker beside the app: a share that hangs holds up nothing but this process. */
export function startOwnProcess<Task, Answer>(workerPath: string, serviceName: string): OwnProcess<Task, Answer> {
  const child = utilityProcess.fork(workerPath, [], { serviceName, stdio: 'ignore' });
  let hasEnded = false;
  let settle: { answer(value: Answer): void; end(error: Error): void } | null = null;
  child.on('message', (answer: Answer) => settle?.answer(answer));
  child.once('exit', (code) => {
    hasEnded = true;
    settle?.end(new Error(`${serviceName} ended with ${code}`));
  });
  return {
    ask: (task) =>
      new Promise((answer, end) => {
        if (hasEnded) return end(new Error(`${serviceName} has ended`));
        settle = { answer, end };
        child.postMessage(task);
      }),
    say: (word) => child.postMessage(word),
    abandon: () => void child.kill(),
    get hasEnded() {
      return hasEnded;
    },
  };
}
