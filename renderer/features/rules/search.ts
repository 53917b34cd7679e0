import type { Clause, ClauseId, MayI, RulesPack } from '../../../electron/contract/rules.ts';
import type { Words } from '../../../electron/contract/words.ts';
import { clauseNumber } from './clause-number.ts';
import { fold } from './folded-text.ts';
import { isHan, pairsOf, type Query, readQuery } from './query-terms.ts';

export interface SearchHits {
  readonly query: Query;
  /** Best first. */
  readonly mayI: readonly MayI[];
  readonly clauses: readonly Clause[];
}

export type Search = (typed: string) => SearchHits;

interface Field {
  readonly text: string;
  readonly weight: number;
}

/** One thing that can be found. */
interface Entry<T> {
  readonly of: T;
  readonly words: readonly string[];
  readonly fields: readonly Field[];
}

const MOST_MAY_I = 5;
const MOST_CLAUSES = 8;
/** What scores less than this part of the best one is noise. */
const KEPT_SHARE = 0.4;
/** A term that nothing but half of its pairs speaks for is no find. */
const LEAST_PAIRS_SHARE = 0.5;
/** A word that stands in the question counts this much, however long the rest of it is. */
const LEAST_WORD = 0.35;
/** An everyday word that somebody wrote down for this very entry outweighs any running text. */
const WORD_WEIGHT = 12;
const CITED_SHARE = 0.7;

/** Reads the pack once; each key stroke then only compares. Both languages are found, whichever is shown. */
export function searchOf({ text, guide }: RulesPack): Search {
  const topicWords = new Map(
    guide.topics.map(({ id, name, searchWords }) => [id, [...searchWords, name['zh-TW'], name.en].map(folded)]),
  );
  const clauses = text.articles.flatMap((article) => [article, ...article.clauses]).filter(({ deleted }) => !deleted);
  const clauseEntries = clauses.map((clause): Entry<Clause> => {
    const about = guide.clauses[clause.id];
    return {
      of: clause,
      words: about?.topics.flatMap((topic) => topicWords.get(topic) ?? []) ?? [],
      fields: [
        { text: folded(clause.text), weight: 3 },
        ...(about ? [...bothOf(about.plain, 3), ...bothOf(about.example, 1.5)] : []),
      ],
    };
  });
  const mayIEntries = guide.mayI.map(
    (mayI): Entry<MayI> => ({
      of: mayI,
      words: mayI.searchWords.map(folded),
      fields: [...bothOf(mayI.question, 5), ...bothOf(mayI.words, 1.5)],
    }),
  );

  return (typed) => {
    const query = readQuery(typed);
    if (query.terms.length === 0) return { query, mayI: [], clauses: [] };
    const id = clauseNumber(query.text);
    const named = clauses.find((clause) => clause.id === id);
    if (named) return { query, mayI: citing(named.id, guide.mayI), clauses: [named] };
    const mayI = scored(mayIEntries, query, WORD_WEIGHT);
    const cited = new Map<ClauseId, number>();
    for (const { of, score } of mayI)
      for (const [place, id] of of.clauses.entries())
        cited.set(id, Math.max(cited.get(id) ?? 0, (score * CITED_SHARE) / (1 + place / 4)));
    const found = scored(clauseEntries, query, WORD_WEIGHT / 2, ({ id }) => cited.get(id) ?? 0);
    return { query, mayI: best(mayI, MOST_MAY_I), clauses: best(found, MOST_CLAUSES) };
  };
}

const folded = (text: string) => fold(text).text;

const bothOf = (words: Words, weight: number): Field[] => [
  { text: folded(words['zh-TW']), weight },
  { text: folded(words.en), weight },
];

/** What rests on that clause, and first what rests on it before others. */
function citing(id: ClauseId, mayI: readonly MayI[]): readonly MayI[] {
  return mayI
    .filter(({ clauses }) => clauses.includes(id))
    .sort((a, b) => a.clauses.indexOf(id) - b.clauses.indexOf(id))
    .slice(0, MOST_MAY_I);
}

interface Scored<T> {
  readonly of: T;
  readonly score: number;
}

function scored<T>(
  entries: readonly Entry<T>[],
  query: Query,
  wordWeight: number,
  besides: (of: T) => number = () => 0,
): Scored<T>[] {
  return entries
    .map(({ of, words, fields }) => {
      const own = wordScore(words, query) * wordWeight + fieldScore(fields, query);
      return { of, score: own + besides(of) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** 1 where the question is such a word; else by how much of it such words are together; less where one is only begun. */
function wordScore(words: readonly string[], { text, terms }: Query): number {
  if (words.some((word) => word === text || (terms.length === 1 && word === terms[0]))) return 1;
  const asked = terms.join('').length;
  const said = new Uint8Array(text.length);
  let most = 0;
  for (const word of words) {
    const at = word.length > 1 ? text.indexOf(word) : -1;
    if (at >= 0 && (isHan(word) || isWholeWord(text, word))) {
      said.fill(1, at, at + word.length);
      most = Math.max(most, LEAST_WORD);
    } else {
      const begun = terms.find((term) => word.startsWith(term));
      const within = terms.find((term) => term.length > 1 && word.includes(term));
      most = Math.max(most, (0.6 * (begun?.length ?? 0)) / asked, (0.3 * (within?.length ?? 0)) / asked);
    }
  }
  return Math.max(most, Math.min(0.9, said.reduce((sum, each) => sum + each, 0) / asked));
}

/** Every term counts in the field that speaks for it most; what most terms speak for comes first. */
function fieldScore(fields: readonly Field[], { terms }: Query): number {
  let sum = 0;
  let met = 0;
  for (const term of terms) {
    let most = 0;
    for (const field of fields) {
      most = Math.max(most, termShare(field.text, term) * field.weight);
    }
    sum += most;
    if (most > 0) met += 1;
  }
  return (sum * met) / (terms.length * terms.length);
}

/** From 0 to 1: how much of the term stands in the text. */
function termShare(text: string, term: string): number {
  if (!isHan(term)) {
    if (isWholeWord(text, term)) return 1;
    if (startsWord(text, term)) return 0.7;
    return term.length > 2 && text.includes(term) ? 0.4 : 0;
  }
  if (text.includes(term)) return 1;
  const pairs = pairsOf(term);
  if (pairs.length === 0) return 0;
  const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length;
  return share < LEAST_PAIRS_SHARE ? 0 : share * 0.6;
}

const isLetter = (character: string | undefined) => character !== undefined && /[a-z0-9]/.test(character);

function startsWord(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) if (!isLetter(text[at - 1])) return true;
  return false;
}

function isWholeWord(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + term.length])) return true;
  return false;
}

function best<T>(found: readonly Scored<T>[], most: number): readonly T[] {
  const least = (found[0]?.score ?? 0) * KEPT_SHARE;
  return found
    .filter(({ score }) => score >= least)
    .slice(0, most)
    .map(({ of }) => of);
}
