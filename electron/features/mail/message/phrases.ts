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

/** Without the tricks: full width, marks without width. */
const plainText = (text: string): string => text.replace(ZERO_WIDTH, '').normalize('NFKC').toLowerCase();

/** Words that hurry, frighten, lure or bind to secrecy. */
export const pressureIn = (text: string): Found[] => foundIn(sentencesOf(text), PRESSURE);

/** Requests for what nobody asks for by mail; a sentence that warns of such requests is none. */
export const asksIn = (text: string): Found[] =>
  foundIn(
    sentencesOf(text).filter((sentence) => !data.refusals.some((refusal) => sentence.includes(refusal))),
    ASKS,
  );

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
    .map((sentence) => sentence.slice(0, SENTENCE_MAX_LENGTH));
}

function foundIn(
  sentences: readonly string[],
  phrases: readonly { group: string; pieces: readonly string[] }[],
): Found[] {
  const found = new Map<string, Found>();
  for (const sentence of sentences) {
    if (found.size >= FOUND_MAX) break;
    for (const { group, pieces } of phrases) {
      const words = wordsOf(sentence, pieces);
      if (words !== '' && !found.has(`${group} ${words}`)) found.set(`${group} ${words}`, { group, words });
    }
  }
  return [...found.values()].slice(0, FOUND_MAX);
}

/** From the first piece to the last, where each stands close behind the one before it; '' where they do not. */
function wordsOf(sentence: string, pieces: readonly string[]): string {
  const [first = '', ...others] = pieces;
  for (let from = sentence.indexOf(first); from >= 0; from = sentence.indexOf(first, from + 1)) {
    let end = from + first.length;
    const isWhole = others.every((piece) => {
      const at = sentence.indexOf(piece, end);
      if (at < 0 || at - end > GAP_MAX) return false;
      end = at + piece.length;
      return true;
    });
    if (isWhole) return sentence.slice(from, end);
  }
  return '';
}
