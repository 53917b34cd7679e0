import type { UsageService } from '../features/usage/usage-service.ts';
import type { Notices } from './notices.ts';

/** What went wrong with the record on disk is said in the window, once each. */
export function sayLedgerProblems(usage: Pick<UsageService, 'recoveries' | 'saveProblem'>, notices: Notices): void {
  for (const { setAside, linesLost } of usage.recoveries) {
    notices.sayOnce({ kind: 'ledger-recovered', id: `recovered:${setAside}`, setAside, linesLost });
  }
  if (usage.saveProblem !== null) {
    if (!notices.isOpen('cannot-save'))
      notices.say({ kind: 'cannot-save', id: 'cannot-save', detail: usage.saveProblem });
  } else if (notices.isOpen('cannot-save')) notices.dismiss('cannot-save');
}
