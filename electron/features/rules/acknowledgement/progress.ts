import type { Progress } from '../../../contract/acknowledgement.ts';
import type { ClauseChange, RulesPack } from '../../../contract/rules.ts';

type PackParts = Pick<RulesPack, 'edition' | 'text' | 'guide'>;

export interface Beginning {
  readonly pack: PackParts;
  /** Against the edition signed last; empty: never signed, or nothing differs. */
  readonly changes: readonly ClauseChange[];
  /** Signed for this period, so that only what a major amendment touched is outstanding. */
  readonly onlyChanges: boolean;
  readonly nowMs: number;
}

export function beginReading({ pack, changes, onlyChanges, nowMs }: Beginning): Progress {
  const scope = onlyChanges && changes.length > 0 ? 'changes' : 'whole';
  const isOpen = scope === 'whole' ? () => true : touchedBy(changes);
  return {
    edition: pack.edition,
    scope,
    changesSeen: changes.length === 0,
    sections: articlesOf(pack)
      .filter((article) => isOpen(article))
      .map((article) => ({ article, read: false })),
    questions: pack.guide.questions
      .filter(({ clause }) => isOpen(clause))
      .map(({ id, clause }) => ({ id, clause, state: 'open' as const })),
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
    section.article === article ? { article, read: true } : section,
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

/** Goes on under a minor edition: what was read and answered stays so, what is new is open. */
export function carriedOver(progress: Progress, pack: PackParts): Progress {
  const read = new Map(progress.sections.map(({ article, read }) => [article, read]));
  const known = new Map(progress.questions.map((question) => [question.id, question]));
  const isWhole = progress.scope === 'whole';
  return {
    ...progress,
    edition: pack.edition,
    sections: articlesOf(pack)
      .filter((article) => isWhole || read.has(article))
      .map((article) => ({ article, read: read.get(article) ?? false })),
    questions: pack.guide.questions
      .filter(({ id }) => isWhole || known.has(id))
      .map(({ id, clause }) => ({ id, clause, state: known.get(id)?.state ?? 'open' })),
  };
}

const articlesOf = ({ text }: PackParts): string[] =>
  text.articles
    .filter(({ deleted, clauses }) => !deleted || clauses.some((clause) => !clause.deleted))
    .map(({ id }) => id);

/** Whether words changed there or within: a renumbered clause says what it said, and a removed one is nowhere. */
function touchedBy(changes: readonly ClauseChange[]): (id: string) => boolean {
  const touched = changes.filter(({ kind }) => kind === 'added' || kind === 'changed').map(({ id }) => id);
  const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);
  return (id) => touched.some((each) => isWithin(each, id) || isWithin(id, each));
}
