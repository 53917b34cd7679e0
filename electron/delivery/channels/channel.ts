import type {
  ChannelName,
  DeliveryDocument,
  DeliveryReason,
  Handling,
  StatusDocument,
} from '../../contract/delivery.ts';

/** A document as it leaves: what is sent is `text`, byte for byte, at every attempt. */
export interface Parcel {
  readonly id: string;
  readonly kind: string;
  /** Canonical (RFC 8785): the document, or the sealed one in its place. */
  readonly text: string;
  readonly sha256: string;
  /** Of the document unsealed: so it may lie there from before a key was set, or the place was known for a share. */
  readonly plainSha256: string;
  /** For a person to read; null where only the sealed form may leave. */
  readonly document: DeliveryDocument | null;
  /** An earlier attempt may have come through: look before writing. */
  readonly isRepeat: boolean;
}

export type Arrival =
  | {
      readonly kind: 'arrived';
      readonly state: 'saved' | 'sent' | 'received';
      /** Why it is not further; null where it is as far as this channel goes. */
      readonly reason: DeliveryReason | null;
      readonly detail: string;
      /** Nothing more can be learnt here by asking again. */
      readonly isFinal: boolean;
      /** The other side's clock, Unix time in milliseconds; null where it does not say. */
      readonly serverTimeMs: number | null;
    }
  | Failure;

export interface Failure {
  readonly kind: 'failed';
  readonly reason: DeliveryReason;
  readonly detail: string;
  /** False only where it is certain that nothing of it left this PC. */
  readonly mayHaveLeft: boolean;
}

export type StatusAnswer =
  | { readonly kind: 'status'; readonly status: StatusDocument; readonly tag: string | null }
  /** As it was when `tag` was given, or nobody has written one yet. */
  | { readonly kind: 'unchanged' }
  | Failure;

/** Whether this account can see or destroy what others have put there. */
export interface Access {
  readonly list: 'yes' | 'no' | 'unknown';
  readonly read: 'yes' | 'no' | 'unknown';
  readonly delete: 'yes' | 'no' | 'unknown';
  readonly detail: string;
}

/** A way out of this PC. It knows nothing of features, and holds nothing that a restart would lose. */
export interface Channel {
  readonly name: ChannelName;
  /** The bound of one attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** Folder, address or mailbox for this kind, for a person to read; null: this kind does not go here. */
  placeFor(kind: string): string | null;
  /** What arrives there is *saved*, and nobody is told. */
  readonly isOnThisPc: boolean;
  /** Personal documents go sealed, or not at all where others could read them. False: nobody else reads there. Never rejects. */
  needsSealing(signal: AbortSignal): Promise<boolean>;
  /** Never rejects. `progress` is called as soon as the other side has accepted it, before it is read back. */
  deliver(parcel: Parcel, signal: AbortSignal, progress: () => void): Promise<Arrival>;
  /** Never rejects. */
  testAccess?(kind: string, signal: AbortSignal): Promise<Access>;
  /** What a person wrote about it; null: this channel has no such address for this kind. Never rejects. */
  askStatus?(item: StatusQuestion, signal: AbortSignal): Promise<StatusAnswer> | null;
  close?(): void;
}

export interface StatusQuestion {
  readonly id: string;
  readonly kind: string;
  readonly tag: string | null;
  readonly handling: Handling;
}

export function failed(reason: DeliveryReason, detail: string, mayHaveLeft = true): Failure {
  return { kind: 'failed', reason, detail, mayHaveLeft };
}

const DETAIL_MAX_CHARACTERS = 200;

/** What another side sends may hold anything: no control characters, and no more than a line, reach the screen. */
export function oneLine(words: string): string {
  const line = words
    .slice(0, 10 * DETAIL_MAX_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length > DETAIL_MAX_CHARACTERS ? `${line.slice(0, DETAIL_MAX_CHARACTERS - 1)}…` : line;
}
