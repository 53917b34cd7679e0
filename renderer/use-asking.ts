import { useState } from 'react';
import { asCallFailure, type CallFailure } from './main-process.ts';

export type Asking =
  | { readonly kind: 'idle' | 'running' | 'done' }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** One intention sent to main, and how it went. `ask` resolves to whether it was done. */
export function useAsking() {
  const [asking, setAsking] = useState<Asking>({ kind: 'idle' });
  async function ask(run: () => Promise<unknown>): Promise<boolean> {
    setAsking({ kind: 'running' });
    try {
      await run();
      setAsking({ kind: 'done' });
      return true;
    } catch (thrown) {
      setAsking({ kind: 'failed', failure: asCallFailure(thrown) });
      return false;
    }
  }
  return {
    ask,
    isRunning: asking.kind === 'running',
    isDone: asking.kind === 'done',
    failure: asking.kind === 'failed' ? asking.failure : null,
    reset: () => setAsking({ kind: 'idle' }),
  };
}
