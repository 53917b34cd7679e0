import type { Notice } from '../contract/app.ts';
import type { UsageService } from '../features/usage/usage-service.ts';
import type { Notices } from './notices.ts';

type Troubles = Pick<UsageService, 'recoveries' | 'saveProblem' | 'notesTrouble'>;

/** What went wrong with the record or the notes on disk is said in the window, once each. */
export function sayLedgerProblems({ recoveries, saveProblem, notesTrouble }: Troubles, notices: Notices): void {
  for (const { setAside, linesLost } of recoveries) {
    notices.sayOnce({ kind: 'ledger-recovered', id: `recovered:${setAside}`, setAside, linesLost });
  }
  const { setAside, problem } = notesTrouble;
  if (setAside !== null) notices.sayOnce({ kind: 'notes-recovered', id: `recovered:${setAside}`, setAside });
  lasting('cannot-save', saveProblem);
  lasting('notes-unreadable', problem);

  function lasting(kind: Extract<Notice, { detail: string }>['kind'], detail: string | null): void {
    if (detail === null) notices.takeBack(kind);
    else notices.sayWhileItLasts({ kind, id: kind, detail });
  }
}
