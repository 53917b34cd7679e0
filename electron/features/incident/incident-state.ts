import { z } from 'zod';
import {
  AdapterState,
  CutTried,
  type FirstReport,
  IncidentBody,
  IncidentCode,
  IncidentPhase,
  isNothingDone,
  Released,
  RestoreReason,
  StillUpWhy,
} from '../../contract/incident.ts';
import type { CutUndo } from '../../platform/platform.ts';
import type { Stamp } from './incident-events.ts';

/** A document that has its id and is not yet known to be in the outbox. */
const Unposted = z.strictObject({ id: z.string().min(1), body: IncidentBody });
export type Unposted = z.infer<typeof Unposted>;

/** CutUndo of the platform. */
const Undo = z.strictObject({
  linksSetDown: z.array(z.string()).readonly().nullable(),
  wirelessLeft: z.array(z.strictObject({ key: z.string(), profile: z.string() })).readonly(),
});

/**
 * `incident.json`: all that must outlive a crash. Version 1; frozen once a version 2 exists.
 * Times are Unix milliseconds by this PC's clock.
 */
export const IncidentState = z.strictObject({
  schema: z.literal(1),
  phase: IncidentPhase,
  /** Raised at each change of phase: an answer that was asked for in an earlier one is told by it. */
  turn: z.int().nonnegative(),
  phaseSinceMs: z.number(),
  code: IncidentCode,
  firstId: z.string().min(1),
  drill: z.boolean(),
  wantsCut: z.boolean(),
  /** False on a PC whose `cutMode` is report-only. */
  mayCut: z.boolean(),
  remote: z.boolean(),
  sendBeforeCutMs: z.number().nonnegative(),
  timeZone: z.string(),
  clickedAtMs: z.number(),
  /** Written as the cut is asked for; null: this app is not known to have asked, so no cut is claimed. */
  cutAskedAtMs: z.number().nullable(),
  /** Set in `cut-confirmed` only: when the system was first seen to be off. */
  confirmedAtMs: z.number().nullable(),
  stillUpWhy: StillUpWhy.nullable(),
  // The defaults read what was written before these fields were.
  cutTried: CutTried.nullable().default(null),
  othersSignedIn: z.int().nonnegative().nullable().default(null),
  restoreTried: CutTried.nullable().default(null),
  /** The cut found the network off already, and no earlier one of ours is to be undone. */
  offBefore: z.boolean().default(false),
  /** A person has written that the report is handled, or refused. */
  answered: z.boolean().default(false),
  /** What only the cut itself knew. null: no answer was kept, or it is still to come. */
  undo: Undo.nullable(),
  /** What earlier cuts need undone, until the latest has answered. */
  undoEarlier: Undo.nullable().default(null),
  /** Adapters that were up at the click, or at a later cut, by name; null: could not be read. */
  upBefore: z.array(z.string()).nullable(),
  /** As last seen. */
  adapters: z.array(AdapterState),
  /** Whether the last look since the cut was asked for found all off; null: none yet. */
  lastLook: z.enum(['yes', 'no', 'unknown']).nullable(),
  restoreAsked: z.boolean(),
  restoreReason: RestoreReason.nullable(),
  restoredAtMs: z.number().nullable(),
  detailsGiven: z.boolean(),
  falseAlarm: z.boolean(),
  released: z.array(Released).default([]),
  /** Outcomes already told since the cut was last asked for. */
  told: z.array(z.string()),
  unposted: z.array(Unposted),
});
export type IncidentState = z.infer<typeof IncidentState>;

/** What the driver knows at the click, beyond the first report itself. */
export interface Press {
  readonly firstId: string;
  readonly first: FirstReport;
  readonly mayCut: boolean;
  readonly remote: boolean;
  readonly sendBeforeCutMs: number;
  readonly timeZone: string;
}

/**
 * A new incident. What an earlier one could not hand to the outbox comes along, and what its cut still needs undone,
 * so that nothing is lost.
 */
export function newIncident(press: Press, { atMs, upNow }: Stamp, earlier: IncidentState | null): IncidentState {
  const { first, firstId } = press;
  const uncut = earlier && mayHaveCut(earlier) ? earlier : null;
  return {
    schema: 1,
    phase: 'saving',
    // Going on from the earlier one's, so that nothing that was asked for there is taken for an answer here.
    turn: earlier ? earlier.turn + 1 : 0,
    phaseSinceMs: atMs,
    code: first.code,
    firstId,
    drill: first.drill,
    wantsCut: first.asked === 'cut',
    mayCut: press.mayCut,
    remote: press.remote,
    sendBeforeCutMs: press.sendBeforeCutMs,
    timeZone: press.timeZone,
    clickedAtMs: atMs,
    cutAskedAtMs: null,
    confirmedAtMs: null,
    stillUpWhy: null,
    cutTried: null,
    othersSignedIn: null,
    restoreTried: null,
    offBefore: uncut?.offBefore ?? false,
    answered: false,
    undo: uncut && toUndo(uncut),
    undoEarlier: null,
    upBefore: withUp(uncut ? uncut.upBefore : upNow, upNow),
    adapters: [],
    lastLook: null,
    restoreAsked: false,
    restoreReason: null,
    restoredAtMs: null,
    detailsGiven: false,
    falseAlarm: false,
    released: [],
    told: [],
    unposted: [...(earlier?.unposted ?? []), { id: firstId, body: first }],
  };
}

/** An earlier incident that came to light after this one began, as if it had been there at the press. */
export function withEarlier(state: IncidentState, earlier: IncidentState): IncidentState {
  const isKnown = (id: string) => state.unposted.some((each) => each.id === id);
  const unposted = [...earlier.unposted.filter(({ id }) => !isKnown(id)), ...state.unposted];
  if (!mayHaveCut(earlier)) return { ...state, unposted };
  const owed = toUndo(earlier);
  const next = { ...state, unposted, upBefore: state.upBefore && withUp(earlier.upBefore, state.upBefore) };
  // A cut that has not answered yet adds its own when it does.
  if (mayHaveCut(state) && !state.undo)
    return { ...next, undoEarlier: bothUndone(state.undoEarlier, owed), offBefore: earlier.offBefore };
  const offBefore = state.offBefore && earlier.offBefore;
  return { ...next, undo: bothUndone(state.undo, owed), offBefore, restoredAtMs: null };
}

/** A cut may set down what has come up since. What is not known does not become known by it. */
export function withUp(upBefore: readonly string[] | null, upNow: readonly string[] | null): string[] | null {
  return upBefore && [...new Set([...upBefore, ...(upNow ?? [])])];
}

/**
 * What restoring must undo. A cut whose answer was lost, with a crash or with its time, may have set down all that was
 * up before; restoring sets up only those of them that are down. What was up could not be read: then any may have been.
 */
export function toUndo({ undo, undoEarlier, upBefore }: IncidentState): CutUndo {
  return undo ?? bothUndone(undoEarlier, { linksSetDown: upBefore, wirelessLeft: [] });
}

/** Did this app ask for a cut that is not yet undone, or may it have, as far as a crash or an earlier incident left that open? */
export function mayHaveCut({ cutAskedAtMs, undo, restoredAtMs }: IncidentState): boolean {
  return restoredAtMs === null && (cutAskedAtMs !== null || undo !== null);
}

/** Was it somebody else who cut, as far as the system's answer to our own cut tells? */
export function wasOffBefore({ undoEarlier, upBefore, offBefore }: IncidentState, tried: CutTried): boolean {
  const isNoneOfOurs = undoEarlier === null || offBefore;
  // Links that could not be read are not known to have been down: it takes the system's own word.
  const isSaidOff = isNothingDone(tried) && tried.ways.some(({ outcome }) => outcome === 'already');
  return isNoneOfOurs && upBefore?.length === 0 && isSaidOff;
}

/** Then the outbox is not waited for: the state that is written before the cut holds the report itself. */
export function cutsAtOnce({ sendBeforeCutMs, wantsCut, drill, remote }: IncidentState): boolean {
  return sendBeforeCutMs === 0 && wantsCut && !drill && !remote;
}

/** A second cut adds to what the first must have undone. */
export function bothUndone(one: CutUndo | null, other: CutUndo): CutUndo {
  if (!one) return other;
  const wireless = [...one.wirelessLeft, ...other.wirelessLeft];
  return {
    linksSetDown: other.linksSetDown && withUp(one.linksSetDown, other.linksSetDown),
    wirelessLeft: wireless.filter(({ key }, at) => wireless.findIndex((each) => each.key === key) === at),
  };
}
