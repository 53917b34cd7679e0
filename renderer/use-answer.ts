import { useCallback, useEffect, useState } from 'react';
import { asCallFailure } from './main-process.ts';
import type { MainState } from './use-main-state.ts';

/**
 * Main's answer to one question, asked when the part is drawn and whenever `ask` changes; `again` asks once more and
 * keeps the last answer meanwhile. Hand in a stable function.
 */
export function useAnswer<T>(ask: () => Promise<T>): { readonly state: MainState<T>; readonly again: () => void } {
  const [state, setState] = useState<MainState<T>>({ kind: 'waiting' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const settle = (next: MainState<T>) => isCurrent && setState(next);
    ask().then(
      (value) => settle({ kind: 'value', value }),
      (thrown: unknown) => settle({ kind: 'failed', failure: asCallFailure(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { state, again };
}
