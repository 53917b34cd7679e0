import { useSyncExternalStore } from 'react';
import { asCallFailure, type CallFailure } from './main-process.ts';

/** A read-only copy of something that main owns. */
export type MainState<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

export interface MainSource<T> {
  current(): MainState<T>;
  subscribe(listener: () => void): () => void;
  /** Asks main (again). Resolves when there is a value or a failure. */
  load(): Promise<void>;
  /** A newer value that came as the answer to another call. */
  replace(value: T): void;
}

/** A snapshot by `ask`, kept current by `follow` where main sends events. */
export function mainSource<T>(
  ask: () => Promise<T>,
  follow?: (listener: (value: T) => void) => () => void,
): MainSource<T> {
  let state: MainState<T> = { kind: 'waiting' };
  let version = 0;
  let following = false;
  const listeners = new Set<() => void>();

  function become(next: MainState<T>): void {
    state = next;
    version += 1;
    for (const listener of listeners) listener();
  }
  const replace = (value: T) => become({ kind: 'value', value });

  return {
    current: () => state,
    replace,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      if (follow && !following) {
        following = true;
        follow(replace);
      }
      const asked = version;
      // An event that arrived while the answer was under way is the newer of the two.
      const unlessNewer = (next: MainState<T>) => version === asked && become(next);
      try {
        const value = await ask();
        unlessNewer({ kind: 'value', value });
      } catch (thrown) {
        unlessNewer({ kind: 'failed', failure: asCallFailure(thrown) });
      }
    },
  };
}

export function useMainState<T>(source: MainSource<T>): MainState<T> {
  return useSyncExternalStore(source.subscribe, source.current, source.current);
}

/** The value, or null while it is not here. */
export function useMainValue<T>(source: MainSource<T>): T | null {
  const state = useMainState(source);
  return state.kind === 'value' ? state.value : null;
}
