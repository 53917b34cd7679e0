import { type ClauseId, type Guide, type ImportProblem, type OfficialText, RulesPack } from '../../contract/rules.ts';
import { sha256Of } from '../../delivery/sha256.ts';
import { changesOf } from './difference.ts';
import { decodeText, importOfficialText } from './import/official-text.ts';
import { clausesOf } from './pack.ts';

export type EditionRead =
  /** `from`: a text brings no words of its own. */
  | { readonly kind: 'edition'; readonly pack: RulesPack; readonly from: 'pack' | 'text' }
  /** `detail` names a pack's first field; `lines` each line of a text. */
  | { readonly kind: 'not-understood'; readonly detail: string; readonly lines: readonly ImportProblem[] };

const notUnderstood = (detail: string, lines: readonly ImportProblem[] = []): EditionRead => ({
  kind: 'not-understood',
  detail: detail.slice(0, 400),
  lines,
});

/** Reads what a managed address gives: a pack (JSON), or an official text as published. Never throws. */
export function readEdition(bytes: Uint8Array, inForce: RulesPack): EditionRead {
  const words = decodeText(bytes);
  if (words?.trimStart().startsWith('{')) return readPack(words);
  if (words === null) return notUnderstood('', [{ line: 0, words: '', reason: 'not-utf8' }]);
  const read = importOfficialText(words);
  if (!read.ok) return notUnderstood('', read.problems);
  const pack = packOf(read.text, inForce);
  return pack ? { kind: 'edition', pack, from: 'text' } : notUnderstood('', [WITHOUT_DATE]);
}

/** What is wrong where `packOf` has no number. */
export const WITHOUT_DATE: ImportProblem = { line: 0, words: '', reason: 'no-date' };

/** How the issuer wants an edition numbered, and what it says of it. */
export interface EditionWish {
  /** null: by its last amendment's date. */
  readonly edition: number | null;
  readonly change: RulesPack['change'];
  /** null: the rules in force where the title is theirs, else rules of their own. An amendment may change the title. */
  readonly rulesId: string | null;
}

/**
 * An edition made of an official text: unless wished otherwise of the same rules as the pack in force where the title
 * is the same, with our words for each clause that says what it said. Null where nothing was wished and the text has no date to number it by.
 */
export function packOf(
  text: OfficialText,
  inForce: RulesPack,
  wish: EditionWish = { edition: null, change: 'major', rulesId: null },
): RulesPack | null {
  const latest = text.amendments.at(-1);
  const edition = wish.edition ?? (latest ? Number(latest.date.replaceAll('-', '')) : null);
  if (edition === null) return null;
  const { change } = wish;
  const byTitle = text.title === inForce.text.title ? inForce.rulesId : `rules-${sha256Of(text.title).slice(0, 12)}`;
  return {
    schema: 1,
    rulesId: wish.rulesId ?? byTitle,
    edition,
    change,
    text,
    guide: guideFor(text, inForce),
  };
}

/**
 * The edition with this app's words for every clause that they were written for: an edition kept from a text carries
 * those of the app that took it. Where the app's own rules have no such clause, what was kept stays.
 */
export function withWordsOf(builtIn: RulesPack, pack: RulesPack): RulesPack {
  const { topics, clauses, mayI, questions } = guideFor(pack.text, builtIn);
  const known = new Set(sameClauses(builtIn.text, pack.text).values());
  const strange = new Set(clausesOf(pack.text).flatMap(({ id }) => (known.has(id) ? [] : [id])));
  const before = pack.guide;
  const guide: Guide = {
    topics: [...topics, ...before.topics.filter(({ id }) => !topics.some((topic) => topic.id === id))],
    clauses: { ...pickedOf(before.clauses, strange), ...clauses },
    mayI: [...mayI, ...before.mayI.filter((answer) => answer.clauses.some((id) => strange.has(id)))],
    questions: [...questions, ...before.questions.filter(({ clause }) => strange.has(clause))],
  };
  return { ...pack, guide };
}

function pickedOf<T>(all: Readonly<Record<string, T>>, ids: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
}

/** What still holds of our words, under the numbers of now: an answer only where every clause that it cites says what it said. */
function guideFor(text: OfficialText, { text: before, guide }: RulesPack): Guide {
  const now = sameClauses(before, text);
  const moved = (id: ClauseId) => now.get(id) ?? id;
  return {
    topics: guide.topics,
    clauses: Object.fromEntries(
      Object.entries(guide.clauses).flatMap(([id, words]) => (now.has(id) ? [[moved(id), words]] : [])),
    ),
    mayI: guide.mayI
      .filter(({ clauses }) => clauses.every((id) => now.has(id)))
      .map((answer) => ({ ...answer, clauses: answer.clauses.map(moved) })),
    questions: guide.questions
      .filter(({ clause }) => now.has(clause))
      .map((question) => ({ ...question, clause: moved(question.clause) })),
  };
}

/** By its old number, the new one of each clause that says what it said, whether or not it was renumbered. */
function sameClauses(before: OfficialText, after: OfficialText): Map<ClauseId, ClauseId> {
  const changes = new Map(
    changesOf(before, after).flatMap((change) => (change.kind === 'removed' ? [] : [[change.id, change]])),
  );
  return new Map(
    clausesOf(after).flatMap(({ id }): [ClauseId, ClauseId][] => {
      const change = changes.get(id);
      if (!change) return [[id, id]];
      return change.kind === 'renumbered' ? [[change.before, id]] : [];
    }),
  );
}

function readPack(words: string): EditionRead {
  let value: unknown;
  try {
    value = JSON.parse(words);
  } catch (error) {
    return notUnderstood(`not JSON: ${String(error)}`);
  }
  const parsed = RulesPack.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return notUnderstood(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const problem = packProblem(parsed.data);
  return problem ? notUnderstood(problem) : { kind: 'edition', pack: parsed.data, from: 'pack' };
}

/** What the schema cannot say: each number once, each clause under its article, and words only for what there is. */
export function packProblem({ text, guide }: RulesPack): string | null {
  const ids = new Set<string>();
  for (const article of text.articles)
    for (const { id } of [article, ...article.clauses]) {
      if (ids.has(id)) return `${id} is there twice`;
      if (id !== article.id && !id.startsWith(`${article.id}.`)) return `${id} stands under ${article.id}`;
      ids.add(id);
    }
  const topics = new Set(guide.topics.map(({ id }) => id));
  const cited = [
    ...Object.keys(guide.clauses),
    ...guide.mayI.flatMap(({ clauses }) => clauses),
    ...guide.questions.map(({ clause }) => clause),
  ];
  const absent = cited.find((id) => !ids.has(id));
  if (absent) return `the guide speaks of ${absent}, which the text has not`;
  const named = Object.values(guide.clauses).flatMap((clause) => clause.topics);
  const unknown = named.find((topic) => !topics.has(topic));
  return unknown ? `the guide speaks of the topic ${unknown}, which it has not` : null;
}
