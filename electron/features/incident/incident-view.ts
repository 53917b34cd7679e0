import type { IncidentView } from '../../contract/incident.ts';
import type { IncidentState } from './incident-state.ts';
import { COUNTDOWN_MS, joinsUntilMs, mayClose, mayRestore } from './phases.ts';

/** What a page may know of the incident: no report, no address, no evidence. */
export function viewOf(state: IncidentState, saveProblem: string | null): IncidentView {
  const isUp = (name: string) => state.adapters.some((adapter) => adapter.name === name && adapter.state === 'up');
  return {
    phase: state.phase,
    code: state.code,
    firstId: state.firstId,
    drill: state.drill,
    mayCut: state.mayCut,
    clickedAtMs: state.clickedAtMs,
    cutsAtMs: state.phase === 'countdown' ? state.phaseSinceMs + COUNTDOWN_MS : null,
    cutAskedAtMs: state.cutAskedAtMs,
    // What a cut finds that has not answered yet, nobody knows.
    offBefore: state.offBefore && (state.cutAskedAtMs === null || state.cutTried !== null),
    confirmedAtMs: state.confirmedAtMs,
    stillUpWhy: state.stillUpWhy,
    cutTried: state.cutTried,
    restoreTried: state.restoreTried,
    othersSignedIn: state.othersSignedIn,
    lastLook: state.lastLook,
    adapters: state.adapters,
    // Before the first look nothing is known to be missing.
    missing: state.lastLook === null ? [] : (state.upBefore ?? []).filter((name) => !isUp(name)),
    mayRestore: mayRestore(state),
    restoreAsked: state.restoreAsked,
    restoredAtMs: state.restoredAtMs,
    mayClose: mayClose(state),
    joinsUntilMs: joinsUntilMs(state),
    detailsGiven: state.detailsGiven,
    falseAlarm: state.falseAlarm,
    released: state.released,
    drillTookMs: state.phase === 'drill-done' ? state.phaseSinceMs - state.clickedAtMs : null,
    unsaved: state.unposted.length,
    saveProblem,
  };
}
