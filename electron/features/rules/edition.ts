import { type Guide, type OfficialText, RulesPack } from '../../contract/rules.ts';
import { sha256Of } from '../../delivery/sha256.ts';
import { decodeText, importOfficialText } from './import/official-text.ts';
import { clauseHash, clausesOf } from './pack.ts';

export type EditionRead =
  /** `from`: a text brings no words of its own. */
  | { readonly kind: 'edition'; readonly pack: RulesPack; readonly from: 'pack' | 'text' }
  /** `detail` names the first field or line. */
  | { readonly kind: 'not-understood'; readonly detail: string };

const notUnderstood = (detail: string): EditionRead => ({ kind: 'not-understood', detail: detail.slice(0, 400) });

/** Reads what a managed address gives: a pack (JSON), or an official text as published. Never throws. */
export function readEdition(bytes: Uint8Array, inForce: RulesPack): EditionRead {
  const words = decodeText(bytes);
  if (words === null) return notUnderstood('neither UTF-8 nor UTF-16');
  if (words.trimStart().startsWith('{')) return readPack(words);
  const read = importOfficialText(words);
  if (!read.ok) {
    const [first] = read.problems;
    return notUnderstood(`${read.problems.length} lines, first ${first?.line}: ${first?.reason} ${first?.words}`);
  }
  const pack = packOf(read.text, inForce);
  return pack ? { kind: 'edition', pack, from: 'text' } : notUnderstood('the text names no date of issue or amendment');
}

/**
 * An edition made of an official text: numbered by its last amendment's date, major, of the same rules as the pack in
 * force where the title is the same, with our words for each clause that has not changed. Null without any date.
 */
export function packOf(text: OfficialText, inForce: RulesPack): RulesPack | null {
  const latest = text.amendments.at(-1);
  if (!latest) return null;
  return {
    schema: 1,
    rulesId: text.title === inForce.text.title ? inForce.rulesId : `rules-${sha256Of(text.title).slice(0, 12)}`,
    edition: Number(latest.date.replaceAll('-', '')),
    change: 'major',
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
  const known = new Set(clausesOf(builtIn.text).map(clauseHash));
  const strange = new Set(
    clausesOf(pack.text)
      .filter((clause) => !known.has(clauseHash(clause)))
      .map(({ id }) => id),
  );
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

/** What still holds of our words: an answer only where every clause that it cites stands as it stood. */
function guideFor(text: OfficialText, { text: before, guide }: RulesPack): Guide {
  const known = new Set(clausesOf(before).map(clauseHash));
  const stands = new Set(
    clausesOf(text)
      .filter((clause) => known.has(clauseHash(clause)))
      .map(({ id }) => id),
  );
  return {
    topics: guide.topics,
    clauses: Object.fromEntries(Object.entries(guide.clauses).filter(([id]) => stands.has(id))),
    mayI: guide.mayI.filter(({ clauses }) => clauses.every((id) => stands.has(id))),
    questions: guide.questions.filter(({ clause }) => stands.has(clause)),
  };
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
