import type { Amendment } from '../../../contract/rules.ts';
import { amendmentsOf, beginsAsDate, type DatedEntry, hasAction } from './history.ts';
import { isFull, joined, type Line } from './lines.ts';
import type { Problems } from './problem.ts';

export interface Header {
  /** null: none was found, and a problem says so. */
  readonly title: string | null;
  readonly amendments: Amendment[];
  /** Lines of a law database about the text that are no part of it. */
  readonly leftOut: readonly Line[];
}

type Role = 'title' | 'issued' | 'amended' | 'repealed' | 'number' | 'left-out';

/** What law databases print above a text, as `name：value`. */
const FIELDS: readonly (readonly [Role, RegExp])[] = [
  ['title', /^(法規|規定|規章)?名稱$/u],
  ['issued', /^(公發布日|公布日期|發布日期|公發布日期|訂定日期)$/u],
  ['amended', /^(最新|最後)?修正日期$/u],
  ['repealed', /^(廢止|停止適用)日期$/u],
  ['number', /^(發文字號|發布文號|發文文號|文號)$/u],
  [
    'left-out',
    /^(法規體系|法規類別|法規位階|類別|主管機關|主辦單位|權責單位|生效狀態|生效日期|施行日期|沿革|歷史沿革|修正沿革|圖表附件|附件|相關圖表|立法理由|立法總說明|修正總說明)$/u,
  ],
];
/** A heading for those who cannot see the page's buttons, copied along with it. */
const PAGE_HEADING = /^法規功能按鈕區$/u;
const FIELD = /^(?<name>[^：:]{2,8}?)[ \t\u3000]*[：:][ \t\u3000]*(?<value>.*)$/u;

const TITLE_MAX_CHARACTERS = 200;

/** Reads what stands before the first article: title and history, as lines or as a law database's fields. */
export function readHeader(lines: readonly Line[], wrapColumns: number | null, problems: Problems): Header {
  const titles: Line[] = [];
  const leftOut: Line[] = [];
  const entries: DatedEntry[] = [];
  let number: Line | null = null;
  for (const line of lines) {
    const [role, value] = fieldOf(line.text);
    const last = entries.at(-1);
    if (role === 'title' && value !== '') titles.push({ ...line, text: value });
    else if (role === 'number') number = value === '' ? number : line;
    else if (role === 'left-out') leftOut.push(line);
    else if (role !== null && role !== 'title') {
      if (value !== '') entries.push({ line, lastLine: line, action: role, words: line.text, written: value });
    } else if (role === null && beginsAsDate(line.text))
      entries.push({ line, lastLine: line, action: null, words: line.text, written: line.text });
    else if (role === null && last && goesOn(last, titles.length > 0, wrapColumns)) {
      const words = joined(last.words, line.text);
      entries.splice(-1, 1, { ...last, lastLine: line, words, written: words });
    } else if (role === null) titles.push(line);
  }

  const [title, second] = titles;
  if (!title) problems.add('no-title', lines[0]?.number ?? 1, lines[0]?.text ?? '');
  else if (second) problems.add('two-titles', second.number, second.text);
  else if (title.text.length > TITLE_MAX_CHARACTERS) problems.add('too-long', title.number, title.text);
  return { title: title?.text ?? null, amendments: amendmentsOf(entries, number, problems), leftOut };
}

/** This line of the history is not at its end: nothing says yet what was done, or the typesetting wrapped it. */
function goesOn({ action, words, lastLine }: DatedEntry, hasTitle: boolean, wrapColumns: number | null): boolean {
  return action === null && (!hasAction(words) || (hasTitle && isFull(lastLine, wrapColumns)));
}

export function isField(text: string): boolean {
  return fieldOf(text)[0] !== null;
}

function fieldOf(text: string): [Role | null, string] {
  if (PAGE_HEADING.test(text)) return ['left-out', ''];
  const { name = '', value = '' } = FIELD.exec(text)?.groups ?? {};
  const found = FIELDS.find(([, names]) => names.test(name));
  return found ? [found[0], value] : [null, ''];
}
