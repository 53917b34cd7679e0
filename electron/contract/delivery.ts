import { z } from 'zod';

/** A ULID: 48 bits of milliseconds, 80 of randomness, in Crockford's base 32; sorts by time. */
export const DocumentId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
export type DocumentId = z.infer<typeof DocumentId>;

/** `incident`, `incident-detail`, `acknowledgement`, `key-enrolment`, `application`, …: a feature names its own. */
export const DocumentKind = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const Attachment = z.strictObject({
  name: z.string().min(1).max(200),
  mediaType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  /** Size and hash of what `base64` decodes to. */
  bytes: z.int().nonnegative(),
  sha256: Sha256,
  base64: z.base64(),
});
export type Attachment = z.infer<typeof Attachment>;

/** What the PC's clock said of itself when the document was made: it may be wrong, so the handler sees by how much. */
export const ClockFacts = z.strictObject({
  timeZone: z.string(),
  /** Unix time in milliseconds by this PC's clock. */
  unixMs: z.int(),
  /** This PC's clock minus the clock of the server that answered last, in milliseconds; null: none has answered yet. */
  offsetMs: z.int().nullable(),
});
export type ClockFacts = z.infer<typeof ClockFacts>;

/**
 * What leaves this PC, word for word: one JSON object that never changes once it has an id. No top-level name starts
 * with `_`, for stores add such names of their own. Its hash is the SHA-256 of its canonical form (RFC 8785).
 */
export const DeliveryDocument = z.strictObject({
  schema: z.literal(1),
  id: DocumentId,
  kind: DocumentKind,
  /** The document that this one continues. */
  about: DocumentId.optional(),
  /** ISO 8601 with the zone's offset. */
  createdAt: z.string(),
  clock: ClockFacts,
  body: z.record(z.string(), z.json()),
  attachments: z.array(Attachment).max(50),
});
export type DeliveryDocument = z.infer<typeof DeliveryDocument>;

/** A personal document as a store holds it: opened with the ordinary `age` tool and the commission's identity. */
export const SealedDocument = z.strictObject({
  schema: z.literal(1),
  id: DocumentId,
  kind: DocumentKind,
  createdAt: z.string(),
  /** The canonical document as an age file (age-encryption.org/v1), base64. */
  sealed: z.base64(),
});
export type SealedDocument = z.infer<typeof SealedDocument>;

/** How a document is treated on its way; stays on this PC. */
export const Handling = z.strictObject({
  /** Sealed to the managed keys; without a key kept back where others could read it. */
  personal: z.boolean(),
  /** Goes before all others, and is tried more often. */
  urgent: z.boolean(),
  /** Goes even where it cannot be sealed: the first document of an incident. */
  mustGo: z.boolean(),
});
export type Handling = z.infer<typeof Handling>;

export const ChannelName = z.enum(['folder', 'http', 'smtp']);
export type ChannelName = z.infer<typeof ChannelName>;

/** Why a document is not further than it is; the renderer turns each into words that say what to do. */
export const DeliveryReason = z.enum([
  /** No answer: no network, no such host, the connection broke. */
  'unreachable',
  /** No whole answer within the bound. */
  'late',
  'certificate',
  /** The server asks who this is, and what this PC has to show it does not take. */
  'sign-in',
  /** The server's certificate is good, but the way there is not encrypted. */
  'not-encrypted',
  'redirect',
  /** The server, folder or mail host said no, in the words kept as `detail`. */
  'refused-by-store',
  /** Under this id the store holds something else than what was sent. */
  'differs',
  /** Taken, but not to be found there when asked. */
  'not-there',
  'answer-too-large',
  'not-understood',
  'no-folder',
  'no-access',
  'disk-full',
  /** The address in the settings cannot be used. */
  'bad-settings',
  /** Personal, no key is set, and this account can see others' documents there. */
  'open-to-others',
  /** Personal, no key is set, and whether others could see it could not be tested. */
  'access-unknown',
  'internal',
]);
export type DeliveryReason = z.infer<typeof DeliveryReason>;

/**
 * saved: on this PC and nowhere else. queued: a channel is trying. sent: accepted by a managed share, server or mail
 * host. received: read back with the same hash, or so said by a status document. seen, handled and refused: so
 * written by a person.
 */
export const DeliveryState = z.enum(['saved', 'queued', 'sent', 'received', 'seen', 'handled', 'refused']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Where one document stands on one channel. */
export const ChannelStanding = z.strictObject({
  channel: ChannelName,
  /** Folder, address or mailbox, for a person to read. */
  place: z.string(),
  state: z.enum(['queued', 'held', 'refused', 'saved', 'sent', 'received']),
  reason: DeliveryReason.nullable(),
  /** The other side's own words, shortened; '' where it said none. */
  detail: z.string(),
  attempts: z.int().nonnegative(),
  atMs: z.number(),
});
export type ChannelStanding = z.infer<typeof ChannelStanding>;

const Step = z.object({ at: z.iso.datetime({ offset: true }), words: z.string().max(2000).optional() });
const StepByPerson = Step.extend({ by: z.string().min(1).max(200) });

/**
 * The status document that the commission writes and `status` addresses: each step that has happened. Names it does
 * not know are ignored, so a store may add its own. *seen*, *handled* and *refused* name the person who says so.
 */
export const StatusDocument = z.object({
  schema: z.literal(1),
  id: DocumentId,
  received: Step.optional(),
  seen: StepByPerson.optional(),
  handled: StepByPerson.extend({ falseAlarm: z.boolean().optional() }).optional(),
  refused: StepByPerson.optional(),
});
export type StatusDocument = z.infer<typeof StatusDocument>;

export const HistoryEntry = z.strictObject({
  state: DeliveryState,
  /** Unix time in milliseconds by this PC's clock. */
  atMs: z.number(),
  channel: ChannelName.nullable(),
  reason: DeliveryReason.nullable(),
  detail: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Only a person's own word refuses: a channel that has not taken it has not judged it. */
export function saidState({ state, channel }: Pick<HistoryEntry, 'state' | 'channel'>): DeliveryState | 'not-taken' {
  return state === 'refused' && channel !== null ? 'not-taken' : state;
}

/** One document of the outbox, without its content. */
export const OutboxItem = z.strictObject({
  id: DocumentId,
  kind: DocumentKind,
  about: DocumentId.nullable(),
  createdAt: z.string(),
  /** Of the canonical document. */
  bytes: z.int().nonnegative(),
  sha256: Sha256,
  handling: Handling,
  state: DeliveryState,
  /** When it came to this state. */
  atMs: z.number(),
  channels: z.array(ChannelStanding),
  outcome: StatusDocument.nullable(),
  history: z.array(HistoryEntry),
  /** Never left this PC, or may be cleared since `keepDays` have passed. */
  removable: z.boolean(),
  /** Some place has not got it, and another try there may change that. */
  retryable: z.boolean(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;

/** The document before it leaves, and what a store is given of it. */
export const OutboxContent = z.strictObject({
  document: DeliveryDocument,
  /** null: goes as it is, or has not been sealed yet. */
  sealed: SealedDocument.nullable(),
});
export type OutboxContent = z.infer<typeof OutboxContent>;

/** What the person or the administrator must know of the outbox itself. */
export const DeliveryProblem = z.discriminatedUnion('kind', [
  /** A file that is not what was written; kept under the name given. */
  z.strictObject({ kind: z.literal('damaged'), setAside: z.string(), detail: z.string() }),
  z.strictObject({ kind: z.literal('cannot-save'), detail: z.string() }),
  /** What earlier runs left is not, or not all, known; it is tried again. */
  z.strictObject({ kind: z.literal('cannot-read'), detail: z.string() }),
  /** Without a sealing key this account can list, read or delete others' documents there. */
  z.strictObject({ kind: z.literal('open-to-others'), channel: ChannelName, place: z.string(), detail: z.string() }),
]);
export type DeliveryProblem = z.infer<typeof DeliveryProblem>;

/** What the delivery page and every waiting screen follow: the newest documents, newest first. */
export const DeliveryView = z.strictObject({
  items: z.array(OutboxItem).max(100),
  /** Of all documents kept, also those that `items` leaves out. */
  total: z.int().nonnegative(),
  problems: z.array(DeliveryProblem),
});
export type DeliveryView = z.infer<typeof DeliveryView>;
