import { fold } from './folded-text.ts';

/** What a typed question is searched by. */
export interface Query {
  /** The whole, folded. */
  readonly text: string;
  /** Latin words and runs of Chinese, without the words that only make it a question. */
  readonly terms: readonly string[];
  /** What to mark in the results: the terms, and the pairs of characters of a longer Chinese one. */
  readonly marks: readonly string[];
}

/** What only turns a phrase into a question; never shown. */
const ASKING = /可不可以|能不能|不可以|是否|可以|可否|能否|請問|如何|怎麼|什麼|我|嗎|呢|的|了|能|想|要/gu;
const ASKING_IN_ENGLISH = new Set(
  'may i can could should am is are do does a an the to my me we of in on at for it be with and or what how if'.split(
    ' ',
  ),
);
const TERM = /\p{Script=Han}+|[\p{L}\p{N}][\p{L}\p{N}.+-]*/gu;
const HAN = /^\p{Script=Han}/u;

/** Latin words must not swallow the Chinese that follows without a blank: `用line嗎`. */
const APART = /(?<=\p{Script=Han})(?!\p{Script=Han})|(?<!\p{Script=Han})(?=\p{Script=Han})/gu;

export function readQuery(typed: string): Query {
  const { text } = fold(typed);
  const apart = text.replace(APART, ' ');
  const wordsOf = (within: string) => within.match(TERM) ?? [];
  const meant = wordsOf(apart.replace(ASKING, ' ')).filter((term) => !ASKING_IN_ENGLISH.has(term));
  // Whoever typed nothing but such words is answered by them.
  const terms = [...new Set(meant.length > 0 ? meant : wordsOf(apart))];
  return { text, terms, marks: [...new Set(terms.flatMap((term) => [term, ...pairsOf(term)]))] };
}

/** Each two neighbours of a Chinese run of three characters or more: words have no blanks between them there. */
export function pairsOf(term: string): readonly string[] {
  if (!isHan(term) || term.length < 3) return [];
  return Array.from({ length: term.length - 1 }, (_, at) => term.slice(at, at + 2));
}

export const isHan = (term: string): boolean => HAN.test(term);
