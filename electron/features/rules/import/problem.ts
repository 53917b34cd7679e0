/** Why a line could not be placed; the words, with what to do, are `cli:rules.problem.*`. */
export type ImportReason =
  | 'not-utf8'
  /** A replacement, control, invisible or private-use character: what stood there is lost or not what one sees. */
  | 'bad-character'
  | 'too-long'
  | 'too-many'
  | 'no-title'
  | 'two-titles'
  | 'no-articles'
  | 'bad-date'
  | 'no-such-date'
  /** A line of the history that does not say what was done. */
  | 'no-action'
  | 'two-in-one'
  | 'history-order'
  | 'chapter'
  | 'page-number'
  | 'attachment'
  | 'not-from-one'
  | 'gap'
  | 'repeat'
  /** A number in the midst of a sentence: an item, or words that were wrapped. */
  | 'ambiguous'
  /** No number after a finished clause: that clause's, the article's, or neither's. */
  | 'unnumbered'
  | 'other-number'
  | 'too-deep'
  | 'second-list'
  | 'empty';

export interface ImportProblem {
  /** From 1; 0: the whole. */
  readonly line: number;
  /** The line, shortened. */
  readonly words: string;
  readonly reason: ImportReason;
}

const MOST = 100;
const WORDS_MAX_CHARACTERS = 40;

/** What could not be placed, in the order found; of more than a hundred the first hundred. */
export class Problems {
  readonly found: ImportProblem[] = [];

  /** The rest would not be shown. */
  get areEnough(): boolean {
    return this.found.length >= MOST;
  }

  add(reason: ImportReason, line: number, words: string): void {
    // What else is wrong with that line may follow from the first.
    if (this.areEnough || this.found.at(-1)?.line === line) return;
    const shown = words.length > WORDS_MAX_CHARACTERS ? `${words.slice(0, WORDS_MAX_CHARACTERS - 1)}…` : words;
    this.found.push({ line, words: shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd'), reason });
  }
}
