import { z } from 'zod';
import { IsoDate } from './iso-date.ts';
import { ClauseId } from './rules.ts';

const Line = z.string().max(300);

/**
 * Files the person dropped or chose. In the page's hands these are `File` objects; preload alone turns them into
 * paths, so that a hostile page cannot name one.
 */
export const TakenFiles = z.strictObject({ paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000) });

/** How a taken file is named from then on: never by its path. */
export const FileId = z.string().regex(/^[a-z0-9]{8,32}$/);

/** One thing worth knowing about a file, with what it rests on. */
export const FileFinding = z.strictObject({
  kind: z.enum([
    'double-extension',
    'right-to-left-mark',
    /** Without width or of direction alone: invisible, and turns nothing. */
    'hidden-mark',
    'type-differs',
    'program',
    'script',
    'macros',
    'shortcut',
    'archive-with-program',
    /** Unpacks to far more than it is; not unpacked further. */
    'archive-bomb',
    'archive-too-deep',
    'encrypted',
    'unreadable',
    'too-large-to-look-into',
    'damaged',
    'external-content',
  ]),
  /** Where inside: a name within an archive; '' for the file itself. */
  at: Line,
  /** Evidence in no language, as it stands in the file: a name, a type, a figure with its unit. */
  detail: Line,
});
export type FileFinding = z.infer<typeof FileFinding>;

export const PersonalDataKind = z.enum([
  'national-id',
  'residence-permit',
  'mobile-number',
  'landline-number',
  'payment-card',
  'passport',
  'email-list',
]);
export type PersonalDataKind = z.infer<typeof PersonalDataKind>;

/** Where in a file: `at` counts from 1 (`3`), or names a cell as the program does (`工作表1!B3`). */
export const PlaceInFile = z.strictObject({
  /** A name within an archive; '' for the file itself. */
  inside: Line,
  unit: z.enum(['line', 'page', 'slide', 'paragraph', 'cell']),
  at: Line,
});
export type PlaceInFile = z.infer<typeof PlaceInFile>;

/** Counted and located, never shown whole and never stored. */
export const PersonalDataHit = z.strictObject({
  kind: PersonalDataKind,
  /** Different ones; of an e-mail list, its addresses. */
  count: z.int().positive(),
  /** The first few, masked, e.g. `A12•••••89`. */
  places: z.array(z.strictObject({ ...PlaceInFile.shape, masked: z.string().max(60) })).max(5),
});
export type PersonalDataHit = z.infer<typeof PersonalDataHit>;

export const NotLookedReason = z.enum([
  'no-text',
  'pictures-only',
  'encrypted',
  'too-large',
  'unknown-format',
  'unreadable',
  'damaged',
  'stopped',
]);
export type NotLookedReason = z.infer<typeof NotLookedReason>;

/** Was the text inside looked through for personal data? What was not is never taken for free of it. */
export const PersonalDataLook = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('looked'),
    hits: z.array(PersonalDataHit),
    /** Parts that were not: files within an archive, a document's scanned pages (`at`: `2, 5–7`; '' for all of it). */
    leftOut: z.array(z.strictObject({ inside: Line, at: Line, why: NotLookedReason })).max(20),
  }),
  z.strictObject({ kind: z.literal('not-looked'), why: NotLookedReason, detail: Line }),
]);
export type PersonalDataLook = z.infer<typeof PersonalDataLook>;

/** What scanned, and how fresh its signatures are; no result is ever called safe. */
export const Scanner = z.strictObject({
  name: z.enum(['clamd', 'clamscan', 'defender']),
  version: Line,
  /** Of the newest signatures; null: it would not say. */
  signaturesOn: IsoDate.nullable(),
});
export type Scanner = z.infer<typeof Scanner>;

export const ScanResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing-found'), scanner: Scanner }),
  z.strictObject({ kind: z.literal('found'), scanner: Scanner, names: z.array(Line).min(1).max(20) }),
  z.strictObject({
    kind: z.literal('not-scanned'),
    why: z.enum([
      'no-antivirus',
      /** The system's own does not run, as where another has taken over, which this app cannot ask. */
      'other-antivirus',
      'no-signatures',
      'old-signatures',
      'encrypted',
      'too-large',
      /** The antivirus said nothing of it, and nobody could see whether it is encrypted. */
      'not-opened',
      'no-access',
      'gone',
      'late',
      'stopped',
      'failed',
    ]),
    scanner: Scanner.nullable(),
    detail: Line,
  }),
]);
export type ScanResult = z.infer<typeof ScanResult>;

export const FileReport = z.strictObject({
  id: FileId,
  name: z.string().max(300),
  bytes: z.int().nonnegative(),
  /** On the wire, by the formula of features/mail/wire-size.ts. */
  wireBytes: z.int().nonnegative(),
  state: z.enum(['waiting', 'looking', 'done', 'failed', 'cancelled']),
  /** By content; null: not known. */
  type: z.strictObject({ extension: z.string().max(20), mediaType: z.string().max(120) }).nullable(),
  findings: z.array(FileFinding).max(100),
  /** null until looked. */
  personalData: PersonalDataLook.nullable(),
  scan: ScanResult.nullable(),
});
export type FileReport = z.infer<typeof FileReport>;

/** Will it pass the limit as a message? `depends`: under one reading of MB and over the other. */
export const SizeForecast = z.strictObject({
  fileBytes: z.int().nonnegative(),
  wireBytes: z.int().nonnegative(),
  /** The limit in 10⁶ and in 2²⁰ bytes a MB. */
  limitBytes: z.strictObject({ decimal: z.int(), binary: z.int() }),
  fits: z.enum(['yes', 'depends', 'no']),
  /** The largest that files may be in all to pass, in bytes before encoding. */
  roomBytes: z.int().nonnegative(),
  /** What would make it fit; each with what it comes to on the wire. */
  ways: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('zip'), wireBytes: z.int(), fits: z.boolean() }),
        z.strictObject({ kind: z.literal('split'), messages: z.int().min(2) }),
        z.strictObject({ kind: z.literal('link') }),
      ]),
    )
    .max(3),
});
export type SizeForecast = z.infer<typeof SizeForecast>;

export const RecipientsReport = z.strictObject({
  count: z.int().nonnegative(),
  /** What could not be read as an address, as pasted. */
  unreadable: z.array(Line).max(50),
  repeated: z.array(Line).max(50),
  /** null: the agency has named no domains of its own, and so nobody can tell. */
  outside: z
    .array(z.strictObject({ domain: Line, count: z.int().positive() }))
    .max(200)
    .nullable(),
  lookAlikes: z
    .array(
      z.strictObject({
        domain: Line,
        like: Line,
        why: z.enum(['one-letter', 'same-shape', 'punycode', 'other-ending']),
      }),
    )
    .max(50),
  bulk: z.boolean(),
});
export type RecipientsReport = z.infer<typeof RecipientsReport>;

const Answer = z.enum(['yes', 'no']).nullable();
/** What only a person can say. */
export const MailAnswers = z.strictObject({
  classified: Answer,
  officialBusiness: Answer,
  senderIsMe: Answer,
  authorConsents: Answer,
  advertisingOrChain: Answer,
});
export type MailAnswers = z.infer<typeof MailAnswers>;

/** One line of the result. A recommendation is never a fail, and no answer is never a pass. */
export const MailItem = z.strictObject({
  id: z.enum([
    'classified',
    'official-business',
    'no-forging',
    'size',
    'scan',
    'disguise',
    'personal-data',
    'recipients',
    'bulk',
    'copyright',
    'preview-off',
    'plain-text',
  ]),
  clause: ClauseId,
  force: z.enum(['required', 'recommended']),
  result: z.enum(['in-order', 'change', 'unknown', 'advice']),
});
export type MailItem = z.infer<typeof MailItem>;

export const MailCheckView = z.strictObject({
  files: z.array(FileReport).max(1000),
  /** Files left out, with why: folders, beyond the thousand that one check takes; the first of them. */
  leftOut: z
    .array(
      z.strictObject({
        name: Line,
        why: z.enum(['folder', 'too-many', 'no-access', 'gone', 'not-a-file', 'no-answer', 'stopped']),
      }),
    )
    .max(1000),
  progress: z
    .strictObject({ bytesDone: z.int(), bytesTotal: z.int(), filesDone: z.int(), filesTotal: z.int() })
    .nullable(),
  size: SizeForecast.nullable(),
  recipients: RecipientsReport.nullable(),
  answers: MailAnswers,
  items: z.array(MailItem),
});
export type MailCheckView = z.infer<typeof MailCheckView>;

/** The encrypted copy is a new file; its passphrase is shown until the person says it is noted, and written nowhere. */
export const EncryptedCopy = z.strictObject({
  fileName: z.string(),
  bytes: z.int(),
  wireBytes: z.int(),
  passphrase: z.string(),
});
export type EncryptedCopy = z.infer<typeof EncryptedCopy>;

/** `made` stays until the person has noted the passphrase: leaving the page or closing a dialog loses none. */
export const EncryptedCopyView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('making'), bytesDone: z.int(), bytesTotal: z.int() }),
  z.strictObject({ kind: z.literal('made'), copy: EncryptedCopy }),
]);
export type EncryptedCopyView = z.infer<typeof EncryptedCopyView>;
