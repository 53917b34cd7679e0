import data from '../../../../assets/mail/words.json';

/** A phrase that was found, as it stands in the message. */
export interface Found {
  readonly group: string;
  readonly words: string;
}

/** Between the pieces of a phrase, in characters. */
const GAP_MAX = 24;
const SENTENCES_MAX = 5_000;
const SENTENCE_MAX_LENGTH = 400;
const FOUND_MAX = 12;

const parsed = (groups: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(groups).flatMap(([group, phrases]) =>
    phrases.map((phrase) => ({ group, pieces: phrase.toLowerCase().split('…') })),
  );
const PRESSURE = parsed(data.pressure);
const ASKS = parsed(data.asks);

/** Characters without width, by which words are cut for a reader of bytes and not for a person. */
const ZERO_WIDTH = /[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]|\u034f/gu;

export const withoutMarks = (text: string): string => text.replace(ZERO_WIDTH, '');

/** Without the tricks: full width, marks without width; and with one apostrophe for all. */
export const plainText = (text: string): string =>
  withoutMarks(text).normalize('NFKC').replaceAll('\u2019', "'").toLowerCase();

/** Words that hurry, frighten, lure or bind to secrecy. */
export const pressureIn = (text: string): Found[] => foundIn(sentencesOf(text), PRESSURE);

/** Requests for what nobody asks for by mail; what a refusal in front of it forbids is none. */
export const asksIn = (text: string): Found[] => foundIn(sentencesOf(text), ASKS, isRefused);

/** A password that is given along, with what was locked by it; '' for none. */
export function passwordGivenIn(text: string): string {
  for (const sentence of sentencesOf(text)) {
    for (const mark of data.passwordGiven) {
      const at = sentence.indexOf(mark);
      if (at < 0) continue;
      // A word in figures and Latin letters behind it; "your ID number" is none.
      const [, word] = /^[\s:為是「"'(]{0,6}([!-~]{3,40})/.exec(sentence.slice(at + mark.length)) ?? [];
      if (word && /[0-9]/.test(word)) return `${mark} ${'•'.repeat(Math.min(8, word.length))}`;
    }
  }
  return '';
}

function sentencesOf(text: string): string[] {
  return plainText(text)
    .split(/[。!?;\n]|\.\s/, SENTENCES_MAX)
    .flatMap((sentence) => sentence.match(PIECE) ?? [])
    .slice(0, SENTENCES_MAX);
}

/** One that never ends is read in pieces. */
const PIECE = new RegExp(`.{1,${SENTENCE_MAX_LENGTH}}`, 'gsu');

/** Where one clause ends and the next begins, whose request a refusal before it does not reach. */
const CLAUSE_END = /[,:()\u2013\u2014]|\s-\s/u;

/**
 * Does a refusal in the same clause reach the phrase whose last piece begins at `at`? "To avoid losing mail, verify"
 * forbids nothing, and "do not ignore this and verify" forbids only the first.
 */
function isRefused(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at).split(CLAUSE_END).at(-1) ?? '';
  const behind = before.slice(Math.max(...data.refusals.map((word) => endOfLast(before, word))));
  return behind !== before && !data.turns.some((word) => behind.includes(word));
}

/** 0 where it is not there. */
function endOfLast(text: string, word: string): number {
  const at = text.lastIndexOf(word);
  return at < 0 ? 0 : at + word.length;
}

function foundIn(
  sentences: readonly string[],
  phrases: readonly { group: string; pieces: readonly string[] }[],
  isNone: (sentence: string, at: number) => boolean = () => false,
): Found[] {
  const found = new Map<string, Found>();
  for (const sentence of sentences) {
    if (found.size >= FOUND_MAX) break;
    for (const { group, pieces } of phrases) {
      const words = wordsOf(sentence, pieces, isNone);
      if (words !== '' && !found.has(`${group} ${words}`)) found.set(`${group} ${words}`, { group, words });
    }
  }
  return [...found.values()].slice(0, FOUND_MAX);
}

/**
 * From the first piece to the last, where each stands close behind the one before it; '' where they do not, or where
 * that is none, by where its last piece begins.
 */
function wordsOf(
  sentence: string,
  [first = '', ...others]: readonly string[],
  isNone: (sentence: string, at: number) => boolean,
): string {
  for (let from = sentence.indexOf(first); from >= 0; from = sentence.indexOf(first, from + 1)) {
    let last = from;
    let end = from + first.length;
    const isWhole = others.every((piece) => {
      last = sentence.indexOf(piece, end);
      if (last < 0 || last - end > GAP_MAX) return false;
      end = last + piece.length;
      return true;
    });
    if (isWhole && !isNone(sentence, last)) return sentence.slice(from, end);
  }
  return '';
}
