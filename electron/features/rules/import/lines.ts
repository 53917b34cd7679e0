import type { Problems } from './problem.ts';

export interface Line {
  /** From 1, in the file. */
  readonly number: number;
  /** Without blanks at its edges; never empty. */
  readonly text: string;
  /** In columns, with the blanks before it: a Chinese character takes two. */
  readonly width: number;
}

const BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
/** No line of a text is longer than a clause may be; what is, is not looked at. */
const LINE_MAX_CHARACTERS = 8000;
const BAD_CHARACTER = /[\ufffd\p{Co}\p{Cn}\p{Cs}]|(?!\t)[\p{Cc}\p{Cf}]/u;

/** The lines that hold something; what no text should hold is named. */
export function linesOf(published: string, problems: Problems): Line[] {
  const lines: Line[] = [];
  for (const [at, raw] of published
    .replace(/^\ufeff/, '')
    .split(BREAK)
    .entries()) {
    const text = raw.trim();
    if (text === '') continue;
    if (text.length > LINE_MAX_CHARACTERS) {
      problems.add('too-long', at + 1, text);
      continue;
    }
    if (BAD_CHARACTER.test(text)) problems.add('bad-character', at + 1, text);
    lines.push({ number: at + 1, text, width: widthOf(raw.trimEnd()) });
  }
  return lines;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character === '\t' ? 4 : (character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
  return width;
}

/** A sentence or an item of a list is over; a bracket or quotation mark may close behind it. */
export function endsSentence(text: string): boolean {
  return /[。！？!?；;][」』”"）)】〕]*$/u.test(text.slice(-8)) || isDeletion(text);
}

/** `（刪除）`: the number stays, and nothing stands under it. */
export function isDeletion(text: string): boolean {
  return text.length < 12 && /^[（(〔【]?[ \u3000]*(刪除|删除)[ \u3000]*[）)〕】]?。?$/u.test(text);
}

/** Two lines of one sentence: Chinese and the figures of one number without a blank, Latin words with one. */
export function joined(before: string, after: string): string {
  const seam = `${before.at(-1) ?? ''}${after[0] ?? ''}`;
  return before + (/^[A-Za-z0-9]{2}$/.test(seam) && !/^\d\d$/.test(seam) ? ' ' : '') + after;
}

/** Typesetting may keep a mark off a line's begin, or a Latin word whole. */
const WRAP_SLACK_COLUMNS = 8;

/**
 * Where the lines were wrapped at a fixed width, that width in columns: the widest line that surely was wrapped (its
 * sentence goes on in the next), if no line is much wider. Null where nothing shows that lines were wrapped so.
 */
export function wrapWidth(lines: readonly Line[], isNewItem: (line: Line) => boolean): number | null {
  let wrapped = 0;
  let widest = 0;
  for (const [at, line] of lines.entries()) {
    widest = Math.max(widest, line.width);
    const next = lines[at + 1];
    if (next && line.width > wrapped && !endsSentence(line.text) && !isNewItem(next)) wrapped = line.width;
  }
  return wrapped > 0 && widest <= wrapped + WRAP_SLACK_COLUMNS ? wrapped : null;
}

/** This line's end may be the wrapping's and not the paragraph's. */
export function isFull(line: Line, wrapColumns: number | null): boolean {
  return wrapColumns !== null && line.width >= wrapColumns - WRAP_SLACK_COLUMNS;
}
