import { z } from 'zod';
import { Sha256 } from './delivery.ts';
import { IsoDate } from './iso-date.ts';
import { Words } from './words.ts';

/** `4`, `4.14`, `4-1.2` (第四條之一第二款): article, then clause; stable across editions that do not renumber. */
export const ClauseId = z.string().regex(/^\d{1,3}(-\d{1,2})?(\.\d{1,3}(-\d{1,2})?){0,3}$/);
export type ClauseId = z.infer<typeof ClauseId>;

/** One line of the text's history, as published, with what was read from it. */
export const Amendment = z.strictObject({
  action: z.enum(['issued', 'amended', 'repealed']),
  /** As written: `中華民國113年2月7日`. */
  dateRoc: z.string().min(1).max(40),
  date: IsoDate,
  /** As written: `府智安字第1130035811號`; '' where the publication gives none. */
  number: z.string().max(80),
  /** The whole line as published. */
  words: z.string().min(1).max(400),
});
export type Amendment = z.infer<typeof Amendment>;

/** One numbered sentence of the official text. Deleted ones keep their number. */
export const Clause = z.strictObject({
  id: ClauseId,
  /**
   * The number as published with what parts it from the text: `(14) `, `（一）`, `第四條之一　`. '' for what follows an
   * article's clauses without a number (`前項…`); its id is the article's with `.0`.
   */
  label: z.string().max(20),
  /** Wrapped lines joined; a line break parts what the publication parts as paragraphs. */
  text: z.string().max(4000),
  deleted: z.boolean(),
});
export type Clause = z.infer<typeof Clause>;

/** An article with its clauses in order; without any, its own text is what binds. */
export const Article = z.strictObject({ ...Clause.shape, clauses: z.array(Clause).max(200) });
export type Article = z.infer<typeof Article>;

/** The official text and nothing of ours: what is read, hashed and signed. */
export const OfficialText = z.strictObject({
  title: z.string().min(1).max(200),
  /** Oldest first. */
  amendments: z.array(Amendment).max(100),
  articles: z.array(Article).min(1).max(300),
});
export type OfficialText = z.infer<typeof OfficialText>;

/** What this app can do about a clause; a page that does not exist yet shows no button. */
export const Feature = z.enum([
  'usage',
  'incident',
  'safe-mail',
  'scan-file',
  'inspect-message',
  'mail-program',
  'self-check',
  'applications',
]);
export type Feature = z.infer<typeof Feature>;

const TopicId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

export const ClauseGuide = z.strictObject({
  plain: Words,
  /** An everyday situation. */
  example: Words,
  topics: z.array(TopicId).max(8),
  feature: Feature.nullable(),
  /** 應 or 不得 (a duty), 建議 (a recommendation), or what merely explains, e.g. the scope. */
  force: z.enum(['duty', 'recommendation', 'explains']),
});
export type ClauseGuide = z.infer<typeof ClauseGuide>;

/** An everyday question with its answer, which always cites what it rests on. */
export const MayI = z.strictObject({
  id: TopicId,
  question: Words,
  answer: z.enum(['yes', 'no', 'with-approval', 'depends']),
  words: Words,
  clauses: z.array(ClauseId).min(1).max(6),
  /** What people type for it, in either language: `LINE`, `熱點`, `bittorrent`. */
  searchWords: z.array(z.string().min(1).max(40)).max(40),
});
export type MayI = z.infer<typeof MayI>;

/** A real situation about one clause, with three answers of which one is right. */
export const Question = z.strictObject({
  id: TopicId,
  clause: ClauseId,
  situation: Words,
  answers: z.array(z.strictObject({ words: Words, right: z.boolean(), why: Words })).length(3),
});
export type Question = z.infer<typeof Question>;

/** Our own words beside the official text. An edition may come without them. */
export const Guide = z.strictObject({
  topics: z
    .array(z.strictObject({ id: TopicId, name: Words, searchWords: z.array(z.string().min(1).max(40)).max(40) }))
    .max(40),
  clauses: z.record(ClauseId, ClauseGuide),
  mayI: z.array(MayI).max(200),
  questions: z.array(Question).max(60),
});
export type Guide = z.infer<typeof Guide>;

/**
 * One edition of an agency's rules. Its hash is the SHA-256 of its canonical form (RFC 8785); the official text and
 * each clause have hashes of their own, for our words may be mended without touching what was signed.
 */
export const RulesPack = z
  .strictObject({
    schema: z.literal(1),
    /** The same for every edition of these rules. */
    rulesId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
    /** Grows with each edition; by custom the date of the last amendment, `20240207`. */
    edition: z.int().positive(),
    /** The issuer's own word on what changed against the edition before: a minor one voids no acknowledgement. */
    change: z.enum(['major', 'minor']),
    text: OfficialText,
    guide: Guide,
  })
  .refine(({ guide }) => guide.questions.every(({ answers }) => answers.filter(({ right }) => right).length === 1), {
    message: 'a question has one right answer',
  });
export type RulesPack = z.infer<typeof RulesPack>;

/** Each hash in lower-case hexadecimal; a clause's is over its canonical `{id, label, text, deleted}`. */
export const PackHashes = z.strictObject({
  pack: Sha256,
  text: Sha256,
  clauses: z.array(z.strictObject({ id: ClauseId, sha256: Sha256 })),
});
export type PackHashes = z.infer<typeof PackHashes>;

/** A run of one clause's text, as it stood before or stands now. */
const Run = z.strictObject({ kind: z.enum(['same', 'removed', 'added']), text: z.string() });

export const ClauseChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('added'), id: ClauseId, label: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('removed'), id: ClauseId, label: z.string(), text: z.string() }),
  /** `before` differs from `id` where it was renumbered as well. */
  z.strictObject({ kind: z.literal('changed'), id: ClauseId, before: ClauseId, label: z.string(), runs: z.array(Run) }),
  z.strictObject({
    kind: z.literal('renumbered'),
    id: ClauseId,
    before: ClauseId,
    label: z.string(),
    text: z.string(),
  }),
]);
export type ClauseChange = z.infer<typeof ClauseChange>;

/** What became of one edition's text in a later one, in the later one's order. */
export const TextDifference = z.strictObject({
  fromEdition: z.int(),
  toEdition: z.int(),
  change: z.enum(['major', 'minor']),
  changes: z.array(ClauseChange),
});
export type TextDifference = z.infer<typeof TextDifference>;

/** Why a line of a published text could not be placed; the words, with what to do, are `rules-import:*`. */
export const ImportReason = z.enum([
  'not-utf8',
  /** A replacement, control, invisible or private-use character: what stood there is lost or not what one sees. */
  'bad-character',
  'too-long',
  'too-many',
  'no-title',
  'two-titles',
  'no-articles',
  'bad-date',
  'no-such-date',
  /** A line of the history that does not say what was done. */
  'no-action',
  'two-in-one',
  /** `字第` with no letter number that could be read. */
  'bad-number',
  'history-order',
  /** No date at all to number the edition by. */
  'no-date',
  'chapter',
  'page-number',
  'attachment',
  'not-from-one',
  'gap',
  'repeat',
  /** A number in the midst of a sentence: an item, or words that were wrapped. */
  'ambiguous',
  /** No number after a finished clause: that clause's, the article's, or neither's. */
  'unnumbered',
  'other-number',
  'too-deep',
  'second-list',
  'empty',
]);
export type ImportReason = z.infer<typeof ImportReason>;

export const ImportProblem = z.strictObject({
  /** From 1; 0: the whole. */
  line: z.int().nonnegative(),
  /** The line, shortened. */
  words: z.string().max(40),
  reason: ImportReason,
});
export type ImportProblem = z.infer<typeof ImportProblem>;

/** Why the managed address gave nothing newer. */
export const RulesProblem = z.strictObject({
  reason: z.enum([
    'unreachable',
    'late',
    'certificate',
    'redirect',
    'refused-by-server',
    'answer-too-large',
    /** Neither a pack (`detail` names the first field) nor a text that could be placed (`lines` names each line). */
    'not-understood',
    /** A key is pinned, and there was no signature or it is not that key's. */
    'signature',
    /** An older edition than the one in force. */
    'older',
    /** The number of the edition in force with another text. */
    'same-number',
    /** Another agency's rules than those in force. */
    'other-rules',
    'bad-settings',
    'cannot-save',
    /** The kept copy is damaged; the built-in edition serves. */
    'damaged',
  ]),
  detail: z.string().max(400),
  /** What of a published text could not be placed, line by line; the first hundred. */
  lines: z.array(ImportProblem).max(100),
  atMs: z.number(),
});
export type RulesProblem = z.infer<typeof RulesProblem>;

/** Which edition is in force, and where it comes from. */
export const RulesView = z.strictObject({
  rulesId: z.string(),
  edition: z.int(),
  title: z.string(),
  /** The latest line of its history; null where the text has none. */
  latest: Amendment.nullable(),
  hashes: PackHashes,
  source: z.enum(['built-in', 'managed']),
  /** The managed address; null where none is set. */
  address: z.string().nullable(),
  signed: z.boolean(),
  checkedAtMs: z.number().nullable(),
  problem: RulesProblem.nullable(),
});
export type RulesView = z.infer<typeof RulesView>;
