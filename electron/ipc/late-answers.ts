import { calls, type Handlers } from '../contract/ipc.ts';

type Run = (args: unknown) => unknown;

/** A feature's answers before the feature: loaded with the first call, so that no start waits for it. */
export function lateAnswers<F extends keyof Handlers>(feature: F, load: () => Promise<Handlers[F]>): Handlers[F] {
  const answer = (name: string) => async (args: unknown) => {
    const loaded = (await load()) as Record<string, Run>;
    return loaded[name]?.(args);
  };
  return Object.fromEntries(Object.keys(calls[feature]).map((name) => [name, answer(name)])) as unknown as Handlers[F];
}
