import { type IncidentPhase, isTaken } from '../../contract/incident.ts';
import type { CutUndo } from '../../platform/platform.ts';
import type { IncidentEvent, NetworkLook, Stamp } from './incident-events.ts';
import {
  bothUndone,
  cutsAtOnce,
  type IncidentState,
  mayHaveCut,
  newIncident,
  type Press,
  toUndo,
  wasOffBefore,
  withEarlier,
} from './incident-state.ts';
import {
  GO_ON_WITHIN_MS,
  isJoined,
  isRemembered,
  isUncut,
  LOOK_EVERY_MS,
  mayClose,
  mayGoOnToCut,
  mayRestore,
  onEntry,
  WATCH_EVERY_MS,
} from './phases.ts';
import { asPosted, whatWasReleased } from './release.ts';
import { detailsReport, falseAlarmReport } from './report.ts';
import { add, cut, enter, look, notCut, posts, type Step, stay, stillUp, tell } from './steps.ts';

/**
 * The one state machine from the click to the restored network. Pure: what it answers is first written to disk and
 * only then done. An event that does not fit where things stand changes nothing.
 */
export function step(state: IncidentState | null, event: IncidentEvent): Step {
  if (event.kind === 'pressed') return pressed(state, event.press, event);
  if (event.kind === 'found') return found(state, event.earlier, event);
  return state ? stepOf(state, event) : stay(state);
}

function stepOf(state: IncidentState, event: Exclude<IncidentEvent, { kind: 'pressed' | 'found' }>): Step {
  switch (event.kind) {
    case 'started':
      return resumed(state, event);
    case 'read-again':
      return stay(state);
    case 'posted': {
      const released = asPosted(state.released, event.id, event.as);
      const next = { ...state, released, unposted: state.unposted.filter(({ id }) => id !== event.id) };
      if (event.id !== state.firstId) return stay(next);
      return sentAtOnce(state.phase === 'saving' ? afterSaving(next, event) : stay(next), next);
    }
    case 'post-failed': {
      const next = state.phase === 'saving' && event.id === state.firstId ? afterSaving(state, event) : stay(state);
      return event.isTooLarge ? next : { ...next, effects: [...next.effects, { kind: 'post-later' }] };
    }
    case 'post-again':
      return { state, effects: posts(state) };
    case 'send-ended':
      return isFrom(state, event.turn, 'sending') ? afterSending(state, event) : stay(state);
    case 'time-up':
      return event.turn === state.turn ? timeUp(state, event) : stay(state);
    case 'cut-now':
      return mayGoOnToCut(state) ? cut(state, event) : stay(state);
    case 'do-not-cut':
      return state.phase === 'countdown' || state.phase === 'interrupted' ? notCut(state, event) : stay(state);
    case 'cut-answered': {
      const { tried: cutTried, othersSignedIn } = event;
      const offBefore = event.isRecordRead && wasOffBefore(state, cutTried);
      const next = { ...cutUndone(state, event.undo), cutTried, othersSignedIn, offBefore };
      return isFrom(state, event.turn, 'cutting') ? enter(next, 'verifying', event) : stay(next);
    }
    case 'looked':
      return event.turn === state.turn ? looked(state, event.look, event) : stay(state);
    case 'restore-asked':
      return stay(mayRestore(state) ? { ...state, restoreAsked: true } : state);
    case 'restore-cancelled':
      return stay({ ...state, restoreAsked: false });
    case 'restore-confirmed':
      if (!mayRestore(state)) return stay(state);
      return enter(
        { ...state, restoreAsked: false, restoreReason: event.reason, restoreTried: null },
        'restoring',
        event,
      );
    case 'restore-answered': {
      const next = { ...restoreUndone(state, event.undo), restoreTried: event.tried };
      return isFrom(state, event.turn, 'restoring') ? { state: next, effects: [look(next, 0)] } : stay(next);
    }
    case 'details-given':
      return add({ ...state, detailsGiven: true }, detailsReport(state, event.answers, event.atMs), event);
    case 'false-alarm':
      return add({ ...state, falseAlarm: true }, falseAlarmReport(state, event.words, event.atMs), event);
    case 'evidence-released': {
      const released = [...state.released, whatWasReleased(event.body, event.newId, event.atMs)];
      return add({ ...state, released }, event.body, event);
    }
    case 'answered':
      return stay(event.firstId === state.firstId ? { ...state, answered: true } : state);
    case 'closed':
      return mayClose(state) ? enter(state, 'closed', event) : stay(state);
  }
}

/** A press begins an incident or joins the open one; a real one ends a drill, and a drill never disturbs a real one. */
function pressed(state: IncidentState | null, press: Press, stamp: Stamp): Step {
  const isDrill = press.first.drill;
  if (isJoined(state, stamp.atMs) && (isDrill || !state.drill)) {
    const isSeenUp = (stamp.upNow?.length ?? 0) > 0;
    if (isRemembered(state, stamp.atMs) && isSeenUp) return cameBack(state, press, stamp);
    if (isDrill || press.first.asked !== 'cut') return stay(state);
    if (state.phase === 'saving' || state.phase === 'sending')
      return stay({ ...state, wantsCut: state.wantsCut || state.mayCut });
    const joined = { ...state, remote: press.remote };
    return mayGoOnToCut(joined) ? goOnToCut(joined, stamp) : stay(state);
  }
  const next = newIncident(press, stamp, state);
  if (!cutsAtOnce(next)) return { state: next, effects: onEntry.saving(next, stamp.atMs) };
  const { state: cutting, effects } = cut(next, stamp);
  return { state: cutting, effects: [...effects, ...posts(next)] };
}

/** From afar a press never shortens the countdown: a second click, or keys held down, mean no more than the first. */
function goOnToCut(joined: IncidentState, stamp: Stamp): Step {
  if (!joined.remote) return cut(joined, stamp);
  if (joined.phase === 'countdown') return stay(joined);
  return isUncut(joined) ? enter(joined, 'countdown', stamp) : cut(joined, stamp);
}

function cameBack(state: IncidentState, press: Press, stamp: Stamp): Step {
  const isCutWanted = !press.first.drill && press.first.asked === 'cut' && state.mayCut;
  return isCutWanted ? cut(state, stamp) : stillUp(state, 'came-back', stamp);
}

/** Into what is true after a crash or a restart: what memory holds of the network is only a question to the system. */
function resumed(state: IncidentState, stamp: Stamp): Step {
  const next = ((): Step => {
    switch (state.phase) {
      case 'saving':
      case 'sending':
      case 'countdown': {
        const goesOn = !state.wantsCut || state.drill || isRecent(state.clickedAtMs, stamp.atMs);
        // No slow disk holds up a cut, so this one may have come although it was never written down.
        const next = state.wantsCut && !state.drill ? { ...state, undo: toUndo(state) } : state;
        return enter(next, goesOn ? 'saving' : 'interrupted', stamp);
      }
      case 'cutting':
        return isRecent(state.cutAskedAtMs ?? 0, stamp.atMs) ? cut(state, stamp) : enter(state, 'verifying', stamp);
      case 'verifying':
      case 'cut-confirmed':
      case 'still-up':
        return enter(state, 'verifying', stamp);
      case 'not-cut':
      case 'interrupted':
      case 'drill-done':
      case 'restoring':
      case 'restored':
      case 'restore-incomplete':
      case 'closed':
        return enter(state, state.phase, stamp);
    }
  })();
  const isPosting = next.state?.phase === 'saving';
  return { state: next.state, effects: isPosting ? next.effects : [...posts(state), ...next.effects] };
}

/** What could be read only after a press had begun another: its documents follow, and its cut is to be undone as well. */
function found(state: IncidentState | null, earlier: IncidentState, stamp: Stamp): Step {
  if (!state) return resumed(earlier, stamp);
  const next = withEarlier(state, earlier);
  const isOwed = mayHaveCut(earlier);
  // What is being brought back, or was, is not all of it.
  const { state: entered, effects } =
    isOwed && state.phase === 'restoring'
      ? enter(next, 'restoring', stamp)
      : isOwed && state.phase === 'restored'
        ? enter(next, 'restore-incomplete', stamp)
        : stay(next);
  return { state: entered, effects: [...posts(earlier), ...effects] };
}

function afterSaving(state: IncidentState, stamp: Stamp): Step {
  return state.sendBeforeCutMs > 0 ? enter(state, 'sending', stamp) : afterSending(state, stamp);
}

/** Also where a slow disk let it into the outbox only after the cut: no other document's failures hold up the first. */
function sentAtOnce({ state, effects }: Step, { firstId: id, turn }: IncidentState): Step {
  if (effects.some(({ kind }) => kind === 'send')) return { state, effects };
  return { state, effects: [...effects, { kind: 'send', turn, id, boundMs: 0 }] };
}

function afterSending(state: IncidentState, stamp: Stamp): Step {
  if (state.drill) return enter(state, 'drill-done', stamp);
  if (!state.wantsCut) return notCut(state, stamp);
  return state.remote ? enter(state, 'countdown', stamp) : cut(state, stamp);
}

function timeUp(state: IncidentState, stamp: Stamp): Step {
  switch (state.phase) {
    case 'saving':
    case 'sending':
      return afterSending(state, stamp);
    case 'countdown':
      return cut(state, stamp);
    case 'cutting':
      return stillUp(state, 'not-off', stamp);
    case 'verifying':
      if (state.lastLook !== 'no') return stillUp(state, 'not-readable', stamp);
      // It was seen off before the app was closed: others have brought it back since.
      return stillUp(state, state.told.includes('cut-confirmed') ? 'came-back' : 'not-off', stamp);
    case 'restoring':
      return tell(enter(state, 'restore-incomplete', stamp), 'restore-incomplete', stamp);
    case 'not-cut':
    case 'interrupted':
    case 'cut-confirmed':
    case 'still-up':
    case 'drill-done':
    case 'restored':
    case 'restore-incomplete':
    case 'closed':
      return stay(state);
  }
}

function looked(before: IncidentState, { off, adapters }: NetworkLook, stamp: Stamp): Step {
  const state = { ...before, adapters: [...adapters], lastLook: off };
  switch (state.phase) {
    case 'verifying':
    case 'still-up':
      if (off !== 'yes') return { state, effects: [look(state, LOOK_EVERY_MS)] };
      return tell(
        enter({ ...state, confirmedAtMs: stamp.atMs, stillUpWhy: null }, 'cut-confirmed', stamp),
        'cut-confirmed',
        stamp,
      );
    case 'cut-confirmed':
      return off === 'no' ? stillUp(state, 'came-back', stamp) : { state, effects: [look(state, WATCH_EVERY_MS)] };
    case 'restoring':
    case 'restore-incomplete':
      if (!isBack(state)) return { state, effects: [look(state, WATCH_EVERY_MS)] };
      return tell(enter({ ...state, restoredAtMs: stamp.atMs }, 'restored', stamp), 'restored', stamp);
    default:
      return stay(state);
  }
}

function cutUndone(state: IncidentState, undo: CutUndo | null): IncidentState {
  if (!undo) return state;
  return { ...state, undo: bothUndone(state.undo ?? state.undoEarlier, undo), undoEarlier: null };
}

/** What is left to undo replaces what there was; a cut that has been asked for since, and not answered, adds its own. */
function restoreUndone(state: IncidentState, undo: CutUndo | null): IncidentState {
  if (!undo) return state;
  return state.phase === 'cutting' ? { ...state, undoEarlier: undo } : { ...state, undo, undoEarlier: null };
}

/**
 * Every adapter that was up before is up again; where that is not known, whatever is still to be undone, or any once
 * that is nothing. Where none was up, no adapter can prove it, and what the system answered has to do.
 */
function isBack({ upBefore, undo, adapters, restoreTried }: IncidentState): boolean {
  const isUp = (name: string) => adapters.some((adapter) => adapter.name === name && adapter.state === 'up');
  if (upBefore && upBefore.length > 0) return upBefore.every(isUp);
  const toBringUp = undo?.linksSetDown ?? null;
  if (toBringUp && toBringUp.length > 0) return toBringUp.every(isUp);
  const isAnyUp = adapters.some(({ state }) => state === 'up');
  return upBefore === null ? isAnyUp && toBringUp !== null : isAnyUp || isTaken(restoreTried);
}

const isFrom = (state: IncidentState, turn: number, phase: IncidentPhase) =>
  state.turn === turn && state.phase === phase;
const isRecent = (sinceMs: number, nowMs: number) => nowMs >= sinceMs && nowMs - sinceMs <= GO_ON_WITHIN_MS;
