import type { Progress, ReadingScope } from '../../../contract/acknowledgement.ts';
import type { Article, ClauseChange, RulesPack } from '../../../contract/rules.ts';
import { canonicalText } from '../../../delivery/document.ts';
import { sha256Of } from '../../../delivery/sha256.ts';
import { clauseHash, clausesOf } from '../pack.ts';

type PackParts = Pick<RulesPack, 'edition' | 'text' | 'guide'>;

export interface Beginning {
  readonly pack: PackParts;
  /** Against the edition signed last; empty: never signed, or nothing differs. */
  readonly changes: readonly ClauseChange[];
  /** `changes` where only what a major amendment touched is owed; without any change it is the whole all the same. */
  readonly scope: ReadingScope;
  readonly nowMs: number;
}

export function beginReading({ pack, changes, scope: wanted, nowMs }: Beginning): Progress {
  const scope = changes.length > 0 ? wanted : 'whole';
  const isOpen = scope === 'whole' ? () => true : touchedBy(changes);
  const hashes = new Map(clausesOf(pack.text).map((clause) => [clause.id, clauseHash(clause)]));
  return {
    edition: pack.edition,
    scope,
    changesSeen: changes.length === 0,
    sections: articlesOf(pack)
      .filter(({ id }) => isOpen(id))
      .map((article) => ({ article: article.id, sha256: articleHash(article), read: false, reworded: false })),
    questions: pack.guide.questions
      .filter(({ clause }) => isOpen(clause))
      .map(({ id, clause }) => ({ id, clause, sha256: hashes.get(clause) ?? '', state: 'open' as const })),
    startedAtMs: nowMs,
  };
}

export function isDone({ changesSeen, sections, questions }: Progress): boolean {
  return changesSeen && sections.every(({ read }) => read) && questions.every(({ state }) => state === 'done');
}

export function seeChanges(progress: Progress): Progress {
  return { ...progress, changesSeen: true };
}

/** null: no such article in this reading. */
export function readSection(progress: Progress, article: string): Progress | null {
  if (!progress.sections.some((section) => section.article === article)) return null;
  const sections = progress.sections.map((section) =>
    section.article === article ? { ...section, read: true, reworded: false } : section,
  );
  return { ...progress, sections };
}

/** A wrong answer puts the question behind all others, and leaves no other trace. null: no such question in this reading. */
export function answered(progress: Progress, id: string, isRight: boolean): Progress | null {
  const asked = progress.questions.find((question) => question.id === id);
  if (!asked) return null;
  if (asked.state === 'done') return progress;
  if (isRight) {
    const questions = progress.questions.map((each) => (each === asked ? { ...each, state: 'done' as const } : each));
    return { ...progress, questions };
  }
  const others = progress.questions.filter((each) => each !== asked);
  return { ...progress, questions: [...others, { ...asked, state: 'again' }] };
}

/**
 * Goes on under a minor edition, with `changes` against the edition signed last: what was read and answered stays so as
 * far as its words are the same, and all else is open.
 */
export function carriedOver(before: Progress, pack: PackParts, changes: readonly ClauseChange[]): Progress {
  const { scope, startedAtMs, edition } = before;
  const fresh = beginReading({ pack, changes, scope, nowMs: startedAtMs });
  const sections = new Map(before.sections.map((section) => [section.article, section]));
  const questions = new Map(before.questions.map((question) => [question.id, question]));
  return {
    ...fresh,
    changesSeen: fresh.changesSeen || (before.changesSeen && edition === pack.edition),
    sections: fresh.sections.map((section) => {
      const known = sections.get(section.article);
      if (!known) return section;
      return known.sha256 === section.sha256 ? known : { ...section, reworded: known.read || known.reworded };
    }),
    questions: fresh.questions.map((question) => {
      const known = questions.get(question.id);
      return known?.sha256 === question.sha256 ? { ...question, state: known.state } : question;
    }),
  };
}

const articlesOf = ({ text }: PackParts): Article[] =>
  text.articles.filter(({ deleted, clauses }) => !deleted || clauses.some((clause) => !clause.deleted));

const articleHash = (article: Article): string => sha256Of(canonicalText(article));

/** Whether words changed there or within: a renumbered clause says what it said, and a removed one is nowhere. */
function touchedBy(changes: readonly ClauseChange[]): (id: string) => boolean {
  const touched = changes.filter(({ kind }) => kind === 'added' || kind === 'changed').map(({ id }) => id);
  const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);
  return (id) => touched.some((each) => isWithin(each, id) || isWithin(id, each));
}
