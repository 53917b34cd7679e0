import type { Amendment } from '../../../contract/rules.ts';
import type { Line } from './lines.ts';
import { readNumber } from './numerals.ts';
import type { Problems } from './problem.ts';

/** A line of the history, or a law database's date. */
export interface DatedEntry {
  readonly line: Line;
  /** Where it was wrapped, its last. */
  readonly lastLine: Line;
  /** null: its words say what was done. */
  readonly action: Amendment['action'] | null;
  /** As published; wrapped lines joined. */
  readonly words: string;
  /** From the date on. */
  readonly written: string;
}

const NUMBER = /[零〇○一二三四五六七八九十百廿卅]{1,7}|[0-9０-９]{1,3}/.source;
const B = /[ \t\u3000]{0,2}/.source;
/** A list's number or an opening bracket may stand before it. */
const BEFORE = /^(?:[（(]|[0-9０-９]{1,2}[.．、][ \t\u3000]*)?/.source;
const DATE = new RegExp(
  `${BEFORE}(?<roc>(?:(?:中華)?民國)?${B}(?<year>${NUMBER})${B}年${B}(?<month>${NUMBER})${B}月${B}(?<day>${NUMBER})${B}日)`,
  'u',
);
const POINTED_DATE = new RegExp(
  `${BEFORE}(?<roc>(?<year>[0-9]{2,3})[./](?<month>[0-9]{1,2})[./](?<day>[0-9]{1,2}))`,
  'u',
);
/** A day, or a month, anywhere behind the first. */
const OTHER_DATE = new RegExp(
  `(?:${NUMBER})${B}年${B}(?:${NUMBER})${B}月(?:${B}(?:${NUMBER})${B}日)?|(?<![0-9./])[0-9]{2,3}([./])[0-9]{1,2}\\1[0-9]{1,2}(?![0-9./])`,
  'gu',
);
/** What stands before and behind the day from which a text holds: 自113年1月1日起生效, 113年1月1日施行. */
const FROM = /(?:自|從)[ \t\u3000]{0,2}(?:(?:中華)?民國)?[ \t\u3000]{0,2}$/u;
const HOLDS = /^[ \t\u3000]{0,2}起?[ \t\u3000]{0,2}(?:生效|施行|實施|適用)/u;
const ERA = new RegExp(`${BEFORE}(?:中華)?民國${B}[0-9０-９零〇○一二三四五六七八九十百廿卅]`, 'u');

/**
 * The issuing letter's number, with units and years in brackets: `臺教資(三)字第1070000000A號`,
 * `總統（84）華總（一）義字第 5960 號`.
 */
const LETTER =
  /[^\s，。；、,;（）()：:]{0,20}(?:[（(][^（）()\s]{1,6}[）)][^\s，。；、,;（）()：:]{0,10}){0,2}字第[ \t\u3000]{0,3}[^\s，。；、第]{1,24}?[ \t\u3000]{0,3}號/gu;
/** Of every such number, whether or not it can be read. */
const LETTER_SIGN = /字第/gu;

const ACTIONS: readonly (readonly [Amendment['action'], RegExp])[] = [
  ['amended', /修正|修訂/u],
  ['issued', /訂定|頒訂|制定|頒布|頒行|訂頒/u],
  ['repealed', /廢止|停止適用/u],
  ['issued', /發布|公布|核定|通過/u],
];

const FIRST_YEAR = 1911;
const WORDS_MAX_CHARACTERS = 400;
const MOST = 100;

export function beginsAsDate(text: string): boolean {
  const head = text.slice(0, 60);
  return ERA.test(head) || DATE.test(head) || POINTED_DATE.test(head);
}

export function hasAction(words: string): boolean {
  return actionIn(words) !== null;
}

function actionIn(words: string): Amendment['action'] | null {
  return ACTIONS.find(([, pattern]) => pattern.test(words.slice(0, WORDS_MAX_CHARACTERS)))?.[0] ?? null;
}

/**
 * The history, oldest first. `number`: a law database's letter number, which is that of the latest date.
 * A date that both a field and a line of the history name is kept once, with the line's own words.
 */
export function amendmentsOf(entries: readonly DatedEntry[], number: Line | null, problems: Problems): Amendment[] {
  const lines = entries.filter(({ action }) => action === null).flatMap((entry) => amendmentOf(entry, problems));
  const isKnown = ({ date }: Amendment) => lines.some((line) => line.date === date);
  const fields = entries
    .filter(({ action }) => action !== null)
    .flatMap((entry) => amendmentOf(entry, problems))
    .filter((entry) => !isKnown(entry))
    .sort(byDate);
  if (!isOrdered(lines)) {
    const [first] = entries;
    problems.add('history-order', first?.line.number ?? 0, first?.words ?? '');
  }
  if (lines.length + fields.length > MOST) problems.add('too-many', entries[MOST]?.line.number ?? 0, '');
  const all = [...lines, ...fields].sort(byDate);
  const latest = all.at(-1);
  if (!number || !latest) return all;
  const letter = number.text.replace(/^[^：:]*[：:][ \t\u3000]*/u, '');
  const named = {
    ...latest,
    number: latest.number || ([...letter.matchAll(LETTER)][0]?.[0] ?? letter).slice(0, 80),
    words: fields.includes(latest) ? `${latest.words} ${number.text}`.slice(0, WORDS_MAX_CHARACTERS) : latest.words,
  };
  return [...all.slice(0, -1), named];
}

function amendmentOf({ line, action, words, written }: DatedEntry, problems: Problems): Amendment[] {
  const refuse = (reason: Parameters<Problems['add']>[0]) => {
    problems.add(reason, line.number, words);
    return [];
  };
  if (words.length > WORDS_MAX_CHARACTERS) return refuse('too-long');
  const found = DATE.exec(written) ?? POINTED_DATE.exec(written);
  if (!found?.groups) return refuse('bad-date');
  const { roc = '', year = '', month = '', day = '' } = found.groups;
  const date = isoDate(readNumber(year), readNumber(month), readNumber(day));
  if (date === null) return refuse('no-such-date');
  const behind = written.slice(found[0].length);
  if (hasOtherDate(behind)) return refuse('two-in-one');
  const letters = [...behind.matchAll(LETTER)].map(([letter]) => letter);
  if (letters.length > 1) return refuse('two-in-one');
  if ([...behind.matchAll(LETTER_SIGN)].length > letters.length) return refuse('bad-number');
  const done = action ?? actionIn(behind);
  if (done === null) return refuse('no-action');
  return [{ action: done, dateRoc: roc.trim(), date, number: letters[0] ?? '', words }];
}

/** Another day than that from which the text holds: of a second line, or of one that nobody can tell. */
function hasOtherDate(words: string): boolean {
  return [...words.matchAll(OTHER_DATE)].some(
    ({ index, 0: date }) => !FROM.test(words.slice(0, index)) && !HOLDS.test(words.slice(index + date.length)),
  );
}

/** Null where the calendar has no such day. */
function isoDate(year: number | null, month: number | null, day: number | null): string | null {
  if (!year || !month || !day) return null;
  const date = new Date(Date.UTC(year + FIRST_YEAR, month - 1, day));
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThere ? date.toISOString().slice(0, 10) : null;
}

const byDate = (one: Amendment, other: Amendment) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0);

/** Oldest or newest first, as some databases have it; anything else may be a slip of a digit. */
function isOrdered(lines: readonly Amendment[]): boolean {
  const pairs = lines.slice(1).map((line, at) => byDate(lines[at] ?? line, line));
  return pairs.every((order) => order <= 0) || pairs.every((order) => order >= 0);
}
