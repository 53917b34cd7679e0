import { readNumber } from './numerals.ts';

/** How a line numbers itself, with the kind of numeral: `（一）` and `(1)` are two levels of one list. */
export type MarkerKind =
  `${'article' | 'comma' | 'dot' | 'brackets' | 'half-bracket' | 'circle'}-${'han' | 'capital' | 'digit'}`;

export interface Marker {
  readonly kind: MarkerKind;
  readonly number: number;
  /** 1 for what was put in behind that number afterwards (`4-1`), 2 for the next; 0 for the number itself. */
  readonly inserted: number;
  /** As published, with the blanks that part it from the text. */
  readonly label: string;
  readonly text: string;
  /** False where only the words could tell a number from a reference to it ("Article 4 applies …"). */
  readonly isParted: boolean;
}

/** The longest number with its signs and stray blanks. */
const LOOK_AT_CHARACTERS = 40;
/** The contract's bound of a label. Blanks beyond it are left out; a longer number is none. */
const LABEL_MAX_CHARACTERS = 20;

const N = /[零〇○一二兩三四五六七八九十百廿卅卌壹貳參叁肆伍陸柒捌玖拾佰]{1,7}|[0-9０-９]{1,3}/.source;
const B = /[ \t\u00a0\u3000]{0,2}/.source;
const INSERTED = new RegExp(`(?:${B}(?:之|[-－–])${B}(?<inserted>${N}))?`, 'u').source;

/** Each with the parts `number` and perhaps `inserted`. Bounded everywhere, so that no line can make them slow. */
const FORMS: readonly { readonly form: string; readonly pattern: RegExp }[] = [
  { form: 'article', pattern: new RegExp(`^第${B}(?<number>${N})${INSERTED}${B}[條点點]`, 'u') },
  { form: 'comma', pattern: new RegExp(`^(?<number>${N})${INSERTED}${B}、`, 'u') },
  { form: 'dot', pattern: new RegExp(`^(?<number>${N})${INSERTED}${B}[.．](?!${B}[0-9０-９])`, 'u') },
  { form: 'brackets', pattern: new RegExp(`^[（(〔]${B}(?<number>${N})${INSERTED}${B}[）)〕]、?`, 'u') },
  { form: 'half-bracket', pattern: new RegExp(`^(?<number>[0-9０-９]{1,3})${B}[）)]`, 'u') },
];
/** Behind the article's own sign: 第四條之一. */
const BEHIND_ARTICLE = new RegExp(`^${B}之${B}(?<inserted>${N})`, 'u');

/** One glyph that is a number with its sign: each range with the form it stands for and its first number. */
const GLYPHS = [
  { first: 0x2460, last: 0x2473, kind: 'circle-digit' },
  { first: 0x2474, last: 0x2487, kind: 'brackets-digit' },
  { first: 0x2488, last: 0x249b, kind: 'dot-digit' },
  { first: 0x3220, last: 0x3229, kind: 'brackets-han' },
  { first: 0x3280, last: 0x3289, kind: 'circle-han' },
] as const;

/** The number that a line (without blanks at its edges) begins with; null where it begins with none. */
export function readMarker(line: string): Marker | null {
  const head = line.slice(0, LOOK_AT_CHARACTERS);
  return glyphMarker(line, head) ?? writtenMarker(line, head);
}

function glyphMarker(line: string, head: string): Marker | null {
  const code = head.codePointAt(0) ?? 0;
  const range = GLYPHS.find(({ first, last }) => code >= first && code <= last);
  return range ? marker(line, range.kind, code - range.first + 1, 0, 1) : null;
}

function writtenMarker(line: string, head: string): Marker | null {
  for (const { form, pattern } of FORMS) {
    const found = pattern.exec(head);
    if (!found) continue;
    const written = found.groups?.number ?? '';
    let length = found[0].length;
    let writtenInserted = found.groups?.inserted;
    const behind = form === 'article' && !writtenInserted ? BEHIND_ARTICLE.exec(head.slice(length)) : null;
    if (behind) {
      length += behind[0].length;
      writtenInserted = behind.groups?.inserted;
    }
    const number = readNumber(written);
    const inserted = writtenInserted === undefined ? 0 : readNumber(writtenInserted);
    // No list begins at 0, nor is anything put in as its number 0.
    if (!number || inserted === null || (writtenInserted !== undefined && inserted === 0)) return null;
    return marker(line, `${form}-${numeralOf(written)}` as MarkerKind, number, inserted, length);
  }
  return null;
}

function marker(line: string, kind: MarkerKind, number: number, inserted: number, length: number): Marker | null {
  if (length > LABEL_MAX_CHARACTERS) return null;
  const blanks = /^[ \t\u00a0\u3000]*/.exec(line.slice(length))?.[0].length ?? 0;
  const text = line.slice(length + blanks);
  const isParted = !kind.startsWith('article') || blanks > 0 || text === '' || /^[（(【〔]/.test(text);
  return {
    kind,
    number,
    inserted,
    label: line.slice(0, Math.min(length + blanks, LABEL_MAX_CHARACTERS)),
    text,
    isParted,
  };
}

function numeralOf(written: string): 'han' | 'capital' | 'digit' {
  if (/^[0-9０-９]/.test(written)) return 'digit';
  return /[壹貳參叁肆伍陸柒捌玖拾佰]/.test(written) ? 'capital' : 'han';
}

/** A number of a form that no list here has: letters, Roman, the heavenly stems, `1.1`, or a bullet. */
const OTHER_NUMBER =
  /^(?:[A-Za-z]{1,4}[.)、）．]|[（(][A-Za-z]{1,4}[)）]|[\u2160-\u217f]|[甲乙丙丁戊己庚辛壬癸][、.．]|[（(][甲乙丙丁戊己庚辛壬癸][)）]|[0-9０-９]{1,3}[.．][0-9０-９]|[•●○■□◎◆▪※＊*‧・–—-])/u;

export function beginsWithOtherNumber(line: string): boolean {
  return OTHER_NUMBER.test(line.slice(0, LOOK_AT_CHARACTERS));
}

/** `第一章 總則`, `第二節`: its place is between articles, where a pack has none. */
const CHAPTER = new RegExp(
  `^第${B}(?:${N})${B}[編章節款目](?:[ \\t\\u00a0\\u3000]|$)|^第${B}(?:${N})${B}[編章節]`,
  'u',
);

export function isChapterHeading(line: string): boolean {
  return line.length <= LOOK_AT_CHARACTERS && CHAPTER.test(line) && !/[。；，：]/u.test(line);
}
