import type { Clause, ClauseChange, OfficialText, RulesPack, TextDifference } from '../../contract/rules.ts';
import { markedRuns } from './marked-runs.ts';
import { clausesOf } from './pack.ts';

type Edition = Pick<RulesPack, 'edition' | 'change' | 'text'>;

/**
 * What became of one edition's text in a later one. A clause is the same where its words are, whatever its number; one
 * that keeps its number and changes its words is changed, and so is one that is moved while most of its words stay.
 * Whether it counts (`change`) is the later edition's own word. Clauses only; title and history are not compared.
 */
export function differenceOf(before: Edition, after: Edition): TextDifference {
  return {
    fromEdition: before.edition,
    toEdition: after.edition,
    change: after.change,
    changes: changesOf(before.text, after.text),
  };
}

/** The same of two texts without their editions. */
export function changesOf(before: OfficialText, after: OfficialText): ClauseChange[] {
  const olds = clausesOf(before);
  const news = clausesOf(after);
  const cameFrom = matched(olds, news);
  const kept = new Set(cameFrom.values());
  const removed = olds.filter((old) => !kept.has(old));
  const changes: ClauseChange[] = [];
  for (const [at, clause] of news.entries()) {
    // A removed clause stands where it stood: before the first that has taken or passed its place.
    const place = placeOf(clause, cameFrom.get(clause), olds);
    while (removed[0] && olds.indexOf(removed[0]) < place) changes.push(removal(removed.shift() ?? clause));
    const change = changeOf(cameFrom.get(news[at] ?? clause), clause);
    if (change) changes.push(change);
  }
  return [...changes, ...removed.map(removal)];
}

function placeOf(clause: Clause, old: Clause | undefined, olds: readonly Clause[]): number {
  return old ? olds.indexOf(old) : olds.findIndex(({ id }) => id === clause.id);
}

const removal = ({ id, label, text }: Clause): ClauseChange => ({ kind: 'removed', id, label, text });

function changeOf(old: Clause | undefined, { id, label, text }: Clause): ClauseChange | null {
  if (!old) return { kind: 'added', id, label, text };
  if (old.text !== text) return { kind: 'changed', id, before: old.id, label, runs: markedRuns(old.text, text) };
  return old.id === id ? null : { kind: 'renumbered', id, before: old.id, label, text };
}

/** As much as this of the longer text must stand in both for a moved and changed clause to be the same one. */
const LIKENESS = 0.6;
/** Two editions with nothing in common are not compared pair by pair for ever. */
const MOST_COMPARED = 4000;

/** Which old clause each new one came from: the same words first, then the same number, then most of the words. */
function matched(olds: readonly Clause[], news: readonly Clause[]): Map<Clause, Clause> {
  const from = new Map<Clause, Clause>();
  const left = new Set(olds);
  const take = (clause: Clause, old: Clause | undefined) => {
    if (!old || !left.delete(old)) return;
    from.set(clause, old);
  };
  const oldById = new Map(olds.map((old) => [old.id, old]));
  for (const clause of news) if (oldById.get(clause.id)?.text === clause.text) take(clause, oldById.get(clause.id));

  const oldByText = new Map<string, Clause[]>();
  for (const old of left) oldByText.set(old.text, [...(oldByText.get(old.text) ?? []), old]);
  // Deleted clauses all read alike, and say nothing of where they came from.
  for (const clause of news)
    if (!from.has(clause) && !clause.deleted && clause.text !== '')
      take(
        clause,
        oldByText.get(clause.text)?.find((old) => left.has(old)),
      );

  const isSameNumber = (clause: Clause) => {
    const old = oldById.get(clause.id);
    return old && left.has(old) && (clause.deleted || old.deleted || likeness(old.text, clause.text) >= LIKENESS);
  };
  for (const clause of news) if (!from.has(clause) && isSameNumber(clause)) take(clause, oldById.get(clause.id));

  let compared = 0;
  for (const clause of news) {
    if (from.has(clause) || compared > MOST_COMPARED) continue;
    compared += left.size;
    const best = [...left]
      .filter(({ deleted }) => !deleted)
      .map((old) => ({ old, like: likeness(old.text, clause.text) }))
      .sort((one, other) => other.like - one.like)[0];
    if (best && best.like >= LIKENESS) take(clause, best.old);
  }
  for (const clause of news) if (!from.has(clause)) take(clause, oldById.get(clause.id));
  return from;
}

/** 0 to 1: the pairs of characters that two texts have in common (Dice's coefficient). */
function likeness(one: string, other: string): number {
  const pairs = pairsOf(one);
  const count = one.length + other.length - 2;
  if (count <= 0) return one === other ? 1 : 0;
  let inBoth = 0;
  for (let at = 0; at < other.length - 1; at++) {
    const pair = other.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) inBoth++;
    pairs.set(pair, left - 1);
  }
  return (2 * inBoth) / count;
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at < text.length - 1; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
