import type { ElectronApplication } from '@playwright/test';

interface Task {
  readonly source: string;
  readonly arg: unknown;
}

/**
 * Lets `app.evaluate` hear every answer. V8's debugger holds a pending answer weakly: where main collects its garbage
 * in that moment, the task has run and Playwright throws "Resulting promise was garbage collected" (15 of 1,184 plain
 * questions with a collection every 5 ms, none of 1,511 asked this way). Here the answer hangs from an immediate, which Node holds.
 */
export function holdAnswers(app: ElectronApplication): void {
  const evaluate: (task: typeof inImmediate, arg: Task) => Promise<unknown> = app.evaluate.bind(app);
  const held = (task: (...args: never) => unknown, arg?: unknown) =>
    evaluate(inImmediate, { source: String(task), arg });
  app.evaluate = held as typeof app.evaluate;
}

/** Runs in main, which sees nothing of this file. */
const inImmediate = (electron: unknown, { source, arg }: Task): Promise<unknown> =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        // biome-ignore lint/security/noGlobalEval: the text is a test's own function, as Playwright itself would run it.
        const task = globalThis.eval(`(${source})`) as (electron: unknown, arg: unknown) => unknown;
        resolve(task(electron, arg));
      } catch (error) {
        reject(error);
      }
    });
  });
