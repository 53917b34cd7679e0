import { z } from 'zod';
import { DocumentId, Sha256 } from './delivery.ts';
import { IsoDate } from './iso-date.ts';
import { ClauseId, OfficialText } from './rules.ts';

/** ISO 8601 with the zone's offset. */
const IsoTime = z.iso.datetime({ offset: true });
/** A roster holds ten thousand: whatever a receipt says of itself has its bound. */
const Line = z.string().max(200);
const RulesId = z.string().max(60);
/** In characters, of one piece of the consent's words once title and agency are filled in. */
const CONSENT_MOST = 8000;
/** Ed25519 (RFC 8032): 32 bytes, and 64 of a signature, in canonical base64. */
const PublicKey = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
const Signature = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/);

/** Where the private half was kept when it signed. */
export const KeyProtection = z.enum(['os-key-store', 'unprotected']);
export type KeyProtection = z.infer<typeof KeyProtection>;

/** `changes`: signed before, so only what a major amendment touched. */
export const ReadingScope = z.enum(['whole', 'changes']);
export type ReadingScope = z.infer<typeof ReadingScope>;

/** What the person's own key on this PC signs, in its canonical form (RFC 8785). */
export const Claim = z.strictObject({
  schema: z.literal(1),
  receiptId: DocumentId,
  /** 1 for the chain's first. */
  number: z.int().positive(),
  /** The hash of the receipt before; null for a chain's first. */
  previous: Sha256.nullable(),
  /** Set on a chain's first where an older chain's key was lost: that chain's last hash, if it was still known. */
  replaces: z.strictObject({ lastReceipt: Sha256.nullable(), lastKey: PublicKey.nullable() }).nullable(),
  rules: z.strictObject({
    rulesId: RulesId,
    edition: z.int(),
    title: OfficialText.shape.title,
    packSha256: Sha256,
    textSha256: Sha256,
    clauses: z.array(z.strictObject({ id: ClauseId, sha256: Sha256 })),
  }),
  /** Word for word what stood before the person's eyes. */
  consent: z.strictObject({
    language: z.enum(['zh-TW', 'en']),
    statement: z.string().min(1).max(CONSENT_MOST),
    privacyNotice: z.string().min(1).max(CONSENT_MOST),
    /** On what the duty to acknowledge rests; null where the agency set none. */
    basis: z.string().max(500).nullable(),
  }),
  person: z.strictObject({ name: z.string().min(1).max(80), employeeNumber: z.string().min(1).max(40) }),
  accountName: Line,
  machineName: Line,
  signedAt: IsoTime,
  timeZone: Line,
  /** This PC's clock minus that of the server that answered last; null: none has answered yet. */
  clockOffsetMs: z.int().nullable(),
  appVersion: Line,
  /** What was read and asked before signing; the text that is signed is always the whole one. */
  readingScope: ReadingScope,
  /** How many questions were answered to the end; tries and wrong answers never leave the PC. */
  questionsCompleted: z.int().nonnegative(),
  publicKey: PublicKey,
  keyProtection: KeyProtection,
});
export type Claim = z.infer<typeof Claim>;

/** A receipt's hash, which the next one names, is the SHA-256 of its canonical `{claim, signature}`. */
export const Receipt = z.strictObject({
  schema: z.literal(1),
  claim: Claim,
  /** Ed25519 over the canonical claim's UTF-8 bytes. */
  signature: Signature,
  /** The text that the claim's hashes are of, so that a receipt stands alone. */
  text: OfficialText,
  /** Room for an RFC 3161 token over the receipt's hash (base64 DER); none is made yet. */
  timeStampToken: z.base64().nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

/** Goes before the first receipt, so that the officer knows the key; signed by that key itself. */
export const KeyEnrolment = z.strictObject({
  schema: z.literal(1),
  publicKey: PublicKey,
  keyProtection: KeyProtection,
  accountName: Line,
  machineName: Line,
  madeAt: IsoTime,
  replaces: Claim.shape.replaces,
  /** Ed25519 over the canonical form of all the rest. */
  signature: Signature,
});
export type KeyEnrolment = z.infer<typeof KeyEnrolment>;

/** "I have questions, not yet", where the person sends the words. Not signed: it says of itself whose it is. */
export const AcknowledgementQuestion = z.strictObject({
  schema: z.literal(1),
  rulesId: RulesId,
  edition: z.int(),
  words: z.string().max(2000),
  accountName: Line,
  machineName: Line,
  /** As last signed under on that PC; null: never signed there. */
  employeeNumber: Claim.shape.person.shape.employeeNumber.nullable().default(null),
});
export type AcknowledgementQuestion = z.infer<typeof AcknowledgementQuestion>;

/** One thing wrong with a receipt; none: it is what was signed, and only that. */
export const ReceiptFinding = z.strictObject({
  kind: z.enum([
    'not-json',
    'not-a-receipt',
    /** The same values in other bytes than the canonical form. */
    'not-canonical',
    'text-altered',
    'clause-hash',
    'signature',
    'bad-key',
    'chain-broken',
    'chain-reordered',
    'chain-forked',
    /** Enrolments were checked along with it, and none of them is its key's. */
    'unknown-key',
    /** A first receipt that says nothing of the other key by which this account signed on this PC before. */
    'key-changed',
    'time-stamp-unverified',
  ]),
  /** Field, clause or number that it is about; '' for the whole. */
  at: z.string().max(200),
  detail: z.string().max(400),
});
export type ReceiptFinding = z.infer<typeof ReceiptFinding>;

export const ReceiptCheck = z.strictObject({
  /** The file's name, for the reader. */
  name: z.string().max(300),
  /** In itself, it is what was signed. What is wrong with its chain or key is found as well, and voids no text. */
  valid: z.boolean(),
  findings: z.array(ReceiptFinding).max(500),
  /** What it says of itself; null where it is none. */
  claim: Claim.nullable(),
  /** Where it is a key's enrolment instead. */
  enrolment: KeyEnrolment.nullable(),
  sha256: Sha256.nullable(),
  /** `this-pc`: this account's own key on this PC. `not-compared`: nothing here to compare it with. */
  key: z.enum(['this-pc', 'other', 'not-compared']),
});
export type ReceiptCheck = z.infer<typeof ReceiptCheck>;

/** May this PC sign, and if not why: nothing is ever signed with an unprotected key unless the agency allows it. */
export const KeyState = z.enum([
  'ready',
  /** Allowed by `allowUnprotectedKey`, which the receipt then states. */
  'unprotected',
  'locked',
  'absent',
  'late',
  /** The key in use is an unprotected one, which the agency allows no more: a new one is offered. */
  'withdrawn',
  /** The key store that sealed the key is not there, and the agency allows an unprotected one: a new chain is offered. */
  'out-of-reach',
  /** The key is there and this account's key store cannot open it any more: a new chain is offered. */
  'lost',
]);
export type KeyState = z.infer<typeof KeyState>;

/** Then a person may have a new key made, whose receipts name the last of the old one. */
export const isReplaceable = (state: KeyState): boolean =>
  state === 'withdrawn' || state === 'out-of-reach' || state === 'lost';

/** What the agency asks of this person, now. */
export const Duty = z.strictObject({
  /** `none`: no renewal rule is set. `new-edition`: a major amendment since the last signature. */
  state: z.enum(['none', 'current', 'due-soon', 'due', 'overdue', 'new-edition']),
  dueOn: IsoDate.nullable(),
  /** Whole days until then; negative once past. */
  daysLeft: z.int().nullable(),
  /** What a reading begun now would be. The period's own is of the whole, and only such a one moves the due day. */
  scope: ReadingScope,
});
export type Duty = z.infer<typeof Duty>;

/** A receipt as the history lists it. */
export const ReceiptSummary = z.strictObject({
  receiptId: DocumentId,
  number: z.int(),
  edition: z.int(),
  title: z.string(),
  signedAt: IsoTime,
  /** The document that carries it, under which delivery shows where it arrived; null: not handed over yet. */
  documentId: DocumentId.nullable(),
});
export type ReceiptSummary = z.infer<typeof ReceiptSummary>;

/** How far the guided reading has come; kept on this PC, resumable. */
export const Progress = z.strictObject({
  edition: z.int(),
  scope: ReadingScope,
  changesSeen: z.boolean(),
  /**
   * Articles in order, each read to its end by the person's own word. The hash is of the words that stood there
   * (canonical form), so that other ones are read again; `reworded`: it was read in other words.
   */
  sections: z.array(z.strictObject({ article: ClauseId, sha256: Sha256, read: z.boolean(), reworded: z.boolean() })),
  /** `again`: answered wrongly, asked again after the others. Tries are not counted. The hash is its clause's. */
  questions: z.array(
    z.strictObject({ id: z.string(), clause: ClauseId, sha256: Sha256, state: z.enum(['open', 'again', 'done']) }),
  ),
  startedAtMs: z.number(),
});
export type Progress = z.infer<typeof Progress>;

/** The words that the person signs under, filled in for this agency and edition. */
export const ConsentWords = z.strictObject({
  statement: z.string().max(CONSENT_MOST),
  privacyNotice: z.string().max(CONSENT_MOST),
  basis: z.string().max(500).nullable(),
});
export type ConsentWords = z.infer<typeof ConsentWords>;

export const AcknowledgementView = z.strictObject({
  duty: Duty,
  /** null: not begun. */
  progress: Progress.nullable(),
  /** The newest receipt; null: never signed on this PC. */
  last: ReceiptSummary.nullable(),
  key: KeyState,
  /** Prefilled from the last receipt, else the name from the system's account; '' where nothing is known. */
  person: z.strictObject({ name: z.string(), employeeNumber: z.string() }),
  /** "I have questions, not yet": when it was said, and the words kept with it; null: not said. */
  notYet: z.strictObject({ atMs: z.number(), words: z.string() }).nullable(),
  /** Receipts that the disk or their chain says are not what was signed. */
  problems: z.array(z.strictObject({ kind: z.enum(['damaged', 'cannot-save', 'chain']), detail: z.string() })),
});
export type AcknowledgementView = z.infer<typeof AcknowledgementView>;
