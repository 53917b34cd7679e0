import type { IncidentBody, IncidentPhase, OutcomeReport } from '../../contract/incident.ts';
import type { IncidentEffect, Stamp } from './incident-events.ts';
import { type IncidentState, mayHaveCut, toUndo, withUp } from './incident-state.ts';
import { onEntry } from './phases.ts';
import { outcomeReport } from './report.ts';

/** Where an event has led, and what is then to be done. */
export interface Step {
  readonly state: IncidentState | null;
  readonly effects: readonly IncidentEffect[];
}

export function cut(state: IncidentState, stamp: Stamp): Step {
  // What an unanswered cut set down is found down by the next, which then does not know it as its own.
  const undoEarlier = mayHaveCut(state) ? toUndo(state) : null;
  // What was up before an earlier cut cannot be learnt any more.
  const known = undoEarlier ? state.upBefore : (state.upBefore ?? stamp.upNow);
  const upBefore = withUp(known, stamp.upNow);
  const asked = { wantsCut: true, cutAskedAtMs: stamp.atMs, restoredAtMs: null, restoreAsked: false };
  return enter(
    {
      ...state,
      ...asked,
      upBefore,
      undo: null,
      undoEarlier,
      restoreReason: null,
      stillUpWhy: null,
      cutTried: null,
      lastLook: null,
      told: [],
    },
    'cutting',
    stamp,
  );
}

export function notCut(state: IncidentState, stamp: Stamp): Step {
  const entered = enter({ ...state, wantsCut: false }, 'not-cut', stamp);
  // Where nothing but a report was asked for, the first document says so already.
  return state.wantsCut ? tell(entered, 'not-cut', stamp) : entered;
}

export function stillUp(state: IncidentState, why: NonNullable<IncidentState['stillUpWhy']>, stamp: Stamp): Step {
  return tell(enter({ ...state, stillUpWhy: why }, 'still-up', stamp), 'still-up', stamp);
}

export function enter(state: IncidentState, phase: IncidentPhase, stamp: Stamp): Step {
  const confirmedAtMs = phase === 'cut-confirmed' ? state.confirmedAtMs : null;
  const next = { ...state, phase, phaseSinceMs: stamp.atMs, confirmedAtMs, turn: state.turn + 1 };
  return { state: next, effects: onEntry[phase](next, stamp.atMs) };
}

/** Each outcome once a cut, so that a flapping link does not write a document a second. */
export function tell({ state, effects }: Step, outcome: OutcomeReport['outcome'], stamp: Stamp): Step {
  if (!state || state.told.includes(outcome)) return { state, effects };
  const how = outcome.startsWith('restore')
    ? { tried: state.restoreTried, restoreReason: state.restoreReason }
    : { tried: state.cutTried, restoreReason: null };
  const { cutAskedAtMs, adapters } = state;
  const body = outcomeReport(state, outcome, stamp.atMs, { cutAskedAtMs, adapters, ...how });
  const added = add({ ...state, told: [...state.told, outcome] }, body, stamp);
  return { state: added.state, effects: [...effects, ...added.effects] };
}

export function add(state: IncidentState, body: IncidentBody, stamp: Stamp): Step {
  const document = { id: stamp.newId, body };
  return { state: { ...state, unposted: [...state.unposted, document] }, effects: [{ kind: 'post', document }] };
}

export const stay = (state: IncidentState | null): Step => ({ state, effects: [] });
export const posts = ({ unposted }: IncidentState): IncidentEffect[] =>
  unposted.map((document) => ({ kind: 'post', document }));
export const look = ({ turn }: IncidentState, afterMs: number): IncidentEffect => ({ kind: 'look', turn, afterMs });
