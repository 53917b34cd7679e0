import type { AdapterState, CutTried, Details, EvidenceReport, RestoreReason } from '../../contract/incident.ts';
import type { CutUndo } from '../../platform/platform.ts';
import type { Posted } from './incident-ports.ts';
import type { IncidentState, Press, Unposted } from './incident-state.ts';

/** One look at the system: is every physical adapter off? `unknown` proves neither. */
export interface NetworkLook {
  readonly off: 'yes' | 'no' | 'unknown';
  readonly adapters: readonly AdapterState[];
}

/** Everything that can happen to an incident. `turn` names the phase in which an answer was asked for. */
export type IncidentEvent = Stamp &
  (
    | { readonly kind: 'pressed'; readonly press: Press }
    /** The app has started and found this incident on disk. */
    | { readonly kind: 'started' }
    /** What an earlier run left has at last been read. */
    | { readonly kind: 'found'; readonly earlier: IncidentState }
    /** Time to try it: the driver does so before every event. */
    | { readonly kind: 'read-again' }
    | { readonly kind: 'posted'; readonly id: string; readonly as: Posted }
    /** `isTooLarge`: it would fail again for as long as the agency's bound stands. */
    | { readonly kind: 'post-failed'; readonly id: string; readonly isTooLarge: boolean }
    | { readonly kind: 'post-again' }
    | { readonly kind: 'send-ended'; readonly turn: number }
    | { readonly kind: 'time-up'; readonly turn: number }
    | { readonly kind: 'cut-now' }
    | { readonly kind: 'do-not-cut' }
    | {
        readonly kind: 'cut-answered';
        readonly turn: number;
        readonly undo: CutUndo | null;
        readonly tried: CutTried;
        readonly othersSignedIn: number | null;
        /** False: what an earlier run left, and with it perhaps a cut of ours, could not be read yet. */
        readonly isRecordRead: boolean;
      }
    | { readonly kind: 'looked'; readonly turn: number; readonly look: NetworkLook }
    | { readonly kind: 'restore-asked' }
    | { readonly kind: 'restore-cancelled' }
    | { readonly kind: 'restore-confirmed'; readonly reason: RestoreReason }
    | {
        readonly kind: 'restore-answered';
        readonly turn: number;
        readonly undo: CutUndo | null;
        readonly tried: CutTried;
      }
    /** A person has handled or refused the report that the document began. */
    | { readonly kind: 'answered'; readonly firstId: string }
    | { readonly kind: 'details-given'; readonly answers: Details }
    | { readonly kind: 'false-alarm'; readonly words: string }
    | { readonly kind: 'evidence-released'; readonly body: EvidenceReport }
    | { readonly kind: 'closed' }
  );

/** When it happened (Unix ms), and an id for the document that it may give rise to. */
export interface Stamp {
  readonly atMs: number;
  readonly newId: string;
  /** The adapters that a cut would now set down, by name; null: not readable, or no cut can follow. */
  readonly upNow: readonly string[] | null;
}

/** By name; null: the look could not be had. */
export function upIn({ off, adapters }: NetworkLook): string[] | null {
  if (off === 'unknown' && adapters.length === 0) return null;
  return adapters.filter(({ state }) => state === 'up').map(({ name }) => name);
}

/** Everything that an incident may do to the world, and only after the state that asks for it is on disk. */
export type IncidentEffect =
  | { readonly kind: 'post'; readonly document: Unposted }
  | { readonly kind: 'post-later' }
  | { readonly kind: 'send'; readonly turn: number; readonly id: string; readonly boundMs: number }
  | { readonly kind: 'gather' }
  | { readonly kind: 'cut'; readonly turn: number }
  | { readonly kind: 'restore'; readonly turn: number; readonly undo: CutUndo }
  | { readonly kind: 'look'; readonly turn: number; readonly afterMs: number }
  | { readonly kind: 'wait'; readonly turn: number; readonly ms: number };
