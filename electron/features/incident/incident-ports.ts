import type { IncidentBody } from '../../contract/incident.ts';
import type { CutAttempt, CutUndo } from '../../platform/platform.ts';
import type { EvidenceShelf } from './evidence.ts';
import type { NetworkLook } from './incident-events.ts';
import type { FirstFacts } from './report.ts';
import type { StateStore } from './state-file.ts';

export interface PressRequest {
  readonly want: 'cut' | 'report-only';
  readonly drill: boolean;
}

/** A document as delivery takes it; `body.part` and `body.first` say what it is and what it is about. */
export interface IncidentDocument {
  readonly id: string;
  readonly body: IncidentBody;
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly base64: string }[];
}

/** How the outbox took a document: what made it too large is left out. */
export interface Posted {
  readonly withAttachments: boolean;
  /** Ports and connections that its lists do not hold for that reason. */
  readonly tooMany: number;
}

/** Everything that an incident needs of the world. */
export interface IncidentParts {
  readonly network: {
    /** Is every physical adapter off, by links and by counters standing still? Blocks for under a millisecond. */
    look(): NetworkLook;
    cut(): Promise<CutAttempt>;
    restore(undo: CutUndo): Promise<CutAttempt>;
    isRemoteSession(): boolean | null;
    /** How many other accounts are signed in now; null: cannot be told. */
    otherAccountsSignedIn(): number | null;
  };
  readonly delivery: {
    newId(): string;
    /** Resolves once the document is on disk for good; the same id again is the same document. */
    post(document: IncidentDocument): Promise<Posted>;
    /** Resolves when it has arrived somewhere, or cannot now, or at the bound. */
    sendNow(id: string, boundMs: number): Promise<void>;
  };
  readonly evidence: Pick<EvidenceShelf, 'gather' | 'of' | 'discard'>;
  /** Quick reads only: they stand between the click and the first byte on disk. */
  readonly facts: () => Pick<
    FirstFacts,
    'accountName' | 'machineName' | 'osName' | 'appVersion' | 'contact' | 'surroundings'
  >;
  readonly settings: () => {
    readonly timeZone: string;
    readonly incident: { readonly cutMode: 'cut' | 'report-only'; readonly sendBeforeCutMs: number };
  };
  readonly store: StateStore;
  readonly clock: {
    nowMs(): number;
    /** Milliseconds that nobody can set back or forward; only differences mean anything. */
    runningMs(): number;
    /** Runs once after `ms`; answers how to call it off. */
    after(ms: number, run: () => void): () => void;
    /** Resolves when what has been begun has been handed to the system. */
    nextTurn(): Promise<void>;
  };
  /** Answers a whole number from 0 to n − 1, for the code. */
  readonly pick?: (below: number) => number;
  readonly log?: (line: string) => void;
}

export const systemClock: IncidentParts['clock'] = {
  nowMs: Date.now,
  runningMs: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
};
