import { basename } from 'node:path';
import type { UsageService } from '../features/usage/usage-service.ts';
import type { IncidentDesk } from './incident-desk.ts';
import type { Log } from './log.ts';
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

  function lasting(kind: 'cannot-save' | 'notes-unreadable', detail: string | null): void {
    if (detail === null) notices.takeBack(kind);
    else notices.sayWhileItLasts({ kind, id: kind, detail });
  }
}

/** A state of the incident that was lost or cannot be read: only the person can see whether the network is cut. */
export function sayRecordProblems(
  { incident, setAsideRecords }: Pick<IncidentDesk, 'incident' | 'setAsideRecords'>,
  restoreCommand: string,
  notices: Notices,
  log: Log,
): void {
  const detail = incident.readProblem;
  if (detail !== null) {
    const id = 'incident-record-unreadable';
    notices.sayWhileItLasts({ kind: id, id, detail, restoreCommand });
    incident.onChange(() => {
      if (incident.readProblem === null) notices.takeBack(id);
    });
  }
  try {
    for (const setAside of setAsideRecords())
      notices.sayUntilDismissed({
        kind: 'incident-record-damaged',
        id: `damaged:${basename(setAside)}`,
        setAside,
        restoreCommand,
      });
  } catch (error) {
    log(`incident folder not listed: ${String(error)}`);
  }
}
