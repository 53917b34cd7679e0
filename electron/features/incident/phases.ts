import type { IncidentPhase } from '../../contract/incident.ts';
import type { IncidentEffect } from './incident-events.ts';
import { type IncidentState, mayHaveCut, toUndo } from './incident-state.ts';

/** Where nothing is sent before the cut: a disk that hangs keeps a countdown or a drill waiting no longer. */
const SAVE_WITHIN_MS = 2000;
export const COUNTDOWN_MS = 10_000;
/** After this the person is told to pull the cable (issue: "still up after 5 s"). */
export const STILL_UP_AFTER_MS = 5000;
/** A wireless network takes its time to come back. */
export const RESTORE_WITHIN_MS = 20_000;
/** Two looks that agree are needed, and a person is waiting. */
export const LOOK_EVERY_MS = 100;
export const WATCH_EVERY_MS = 1000;
/** A cut that a crash kept from happening goes on by itself only this soon after the click. */
export const GO_ON_WITHIN_MS = 10 * 60_000;

const none = (): IncidentEffect[] => [];

/** What each phase sets going on being entered, also when a restart enters it again. */
export const onEntry: Readonly<Record<IncidentPhase, (state: IncidentState, atMs: number) => IncidentEffect[]>> = {
  saving: (state, atMs) => [
    ...state.unposted.map((document) => ({ kind: 'post', document }) as const),
    { kind: 'wait', turn: state.turn, ms: state.sendBeforeCutMs > 0 ? leftToSendMs(state, atMs) : SAVE_WITHIN_MS },
    { kind: 'gather' },
  ],
  sending: (state, atMs) => [
    { kind: 'send', turn: state.turn, id: state.firstId, boundMs: leftToSendMs(state, atMs) },
    { kind: 'wait', turn: state.turn, ms: leftToSendMs(state, atMs) },
  ],
  countdown: ({ turn }) => [{ kind: 'wait', turn, ms: COUNTDOWN_MS }],
  'not-cut': none,
  interrupted: none,
  cutting: ({ turn }) => [{ kind: 'cut', turn }, { kind: 'wait', turn, ms: STILL_UP_AFTER_MS }, { kind: 'gather' }],
  verifying: ({ turn, cutAskedAtMs }, atMs) => [
    { kind: 'look', turn, afterMs: 0 },
    { kind: 'wait', turn, ms: leftToVerifyMs(atMs - (cutAskedAtMs ?? 0)) },
  ],
  'cut-confirmed': ({ turn }) => [{ kind: 'look', turn, afterMs: WATCH_EVERY_MS }],
  'still-up': ({ turn }) => [{ kind: 'look', turn, afterMs: LOOK_EVERY_MS }],
  'drill-done': none,
  restoring: (state) => [
    { kind: 'restore', turn: state.turn, undo: toUndo(state) },
    { kind: 'wait', turn: state.turn, ms: RESTORE_WITHIN_MS },
  ],
  restored: none,
  'restore-incomplete': ({ turn }) => [{ kind: 'look', turn, afterMs: WATCH_EVERY_MS }],
  closed: none,
};

/** One clock from the click for saving and sending; a clock that was stepped back lengthens nothing. */
function leftToSendMs({ clickedAtMs, sendBeforeCutMs }: IncidentState, atMs: number): number {
  return Math.min(sendBeforeCutMs, Math.max(0, clickedAtMs + sendBeforeCutMs - atMs));
}

const isWithinVerifying = (sinceCutMs: number): boolean => sinceCutMs >= 0 && sinceCutMs < STILL_UP_AFTER_MS;

/** Reckoned from the cut; after a restart, or a stepped clock, there is a fresh allowance. */
function leftToVerifyMs(sinceCutMs: number): number {
  if (!isWithinVerifying(sinceCutMs)) return STILL_UP_AFTER_MS;
  return Math.max(STILL_UP_AFTER_MS - sinceCutMs, WATCH_EVERY_MS);
}

/** A report that nothing was cut for, and that nobody has closed: hours later a press is about something new. */
const JOINS_FOR_MS = 4 * 3_600_000;
const UNCUT: readonly IncidentPhase[] = ['not-cut', 'interrupted'];
export const isUncut = ({ phase }: Pick<IncidentState, 'phase'>): boolean => UNCUT.includes(phase);

/** Unix ms until which a further press joins the incident; null: as long as it stands so. Then one is about something new. */
export function joinsUntilMs({ phase, answered, clickedAtMs }: IncidentState): number | null {
  if (phase === 'restored' || phase === 'closed' || answered) return 0;
  return isUncut({ phase }) ? clickedAtMs + JOINS_FOR_MS : null;
}

/** An incident that a further press joins. */
export function isJoined(state: IncidentState | null, atMs: number): state is IncidentState {
  if (state === null) return false;
  const untilMs = joinsUntilMs(state);
  return untilMs === null || atMs < untilMs;
}

/** What an earlier run saw of the network is not shown before it is seen again. */
export function unseen(state: IncidentState): IncidentState {
  return state.phase === 'cut-confirmed' ? { ...state, phase: 'verifying', confirmedAtMs: null } : state;
}

/** A cut that an earlier run asked for is looked at again; no answer to it is to come any more. */
export function isRemembered({ phase, cutAskedAtMs }: IncidentState, atMs: number): boolean {
  const sinceCutMs = atMs - (cutAskedAtMs ?? 0);
  return phase === 'cut-confirmed' || (phase === 'verifying' && !isWithinVerifying(sinceCutMs));
}

/** Then restoring is offered, and never refused. */
export const mayRestore = (state: IncidentState): boolean => mayHaveCut(state) && state.phase !== 'restoring';

/** On the way from the click to the cut, with no countdown and no person's word between. */
export function isBoundToCut({ phase, wantsCut, drill, remote }: IncidentState): boolean {
  return (phase === 'saving' || phase === 'sending') && wantsCut && !drill && !remote;
}

/** The next event may ask for a cut. */
export function mayStillCut(state: IncidentState): boolean {
  const { phase } = state;
  return phase === 'saving' || phase === 'sending' || phase === 'cutting' || mayGoOnToCut(state);
}

const CLOSABLE: readonly IncidentPhase[] = ['not-cut', 'interrupted', 'drill-done', 'restored', 'restore-incomplete'];
export const mayClose = ({ phase }: IncidentState): boolean => CLOSABLE.includes(phase);

const CUTTABLE: readonly IncidentPhase[] = [
  'countdown',
  'not-cut',
  'interrupted',
  'still-up',
  'restoring',
  'restore-incomplete',
];
export const mayGoOnToCut = ({ phase, mayCut, drill }: IncidentState): boolean =>
  mayCut && !drill && CUTTABLE.includes(phase);
