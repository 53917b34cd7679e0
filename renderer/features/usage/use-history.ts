import { useCallback, useEffect, useState } from 'react';
import type { DayUsage } from '../../../electron/contract/usage.ts';
import { asCallFailure, mainProcess } from '../../main-process.ts';
import type { MainState } from '../../use-main-state.ts';
import { DAYS_SHOWN } from './day-bars.ts';

/** The days shown, read again when `today` turns; today itself follows the snapshot. */
export function useHistory(today: string) {
  const [history, setHistory] = useState<MainState<readonly DayUsage[]>>({ kind: 'waiting' });

  const load = useCallback(async (): Promise<void> => {
    try {
      setHistory({ kind: 'value', value: await mainProcess.usage.history({ days: DAYS_SHOWN }) });
    } catch (thrown) {
      setHistory({ kind: 'failed', failure: asCallFailure(thrown) });
    }
  }, []);

  // A new day is what makes the history stale.
  useEffect(() => void load(), [load, today]);

  return { history, reload: () => void load(), noteSaved: load };
}
