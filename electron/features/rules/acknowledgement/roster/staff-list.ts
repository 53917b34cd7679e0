import columnNames from '../../../../../assets/rules/staff-list-columns.json';
import { decodeText } from '../../import/official-text.ts';
import { readCsv } from './csv.ts';
import { employeeKey } from './employee-key.ts';

/** Days as `YYYY-MM-DD`; null: not given. */
export interface StaffMember {
  readonly employeeNumber: string;
  readonly name: string;
  readonly joined: string | null;
  readonly left: string | null;
  readonly leaveFrom: string | null;
  readonly leaveTo: string | null;
}

export interface StaffProblem {
  /** As a spreadsheet counts them: from 1, empty ones too. */
  readonly row: number;
  readonly reason: 'no-such-column' | 'no-number' | 'bad-date' | 'given-twice' | 'stray-quote' | 'nobody';
  readonly detail: string;
}

type Column = keyof StaffMember;

const NAMES: Readonly<Record<Column, readonly string[]>> = columnNames;

/** 1951: who joined earlier has left. */
const ROC_YEARS_FROM = 40;

/** With one of these a list says nothing of anybody. */
const UNUSABLE: ReadonlySet<StaffProblem['reason']> = new Set(['no-such-column', 'nobody']);

export const isUnusable = ({ reason }: StaffProblem): boolean => UNUSABLE.has(reason);

/** The agency's own list, as its personnel system writes it: one head line, in Chinese or English, then a person a line. */
export function readStaffList(text: string): { staff: StaffMember[]; problems: StaffProblem[] } {
  const { rows, strayQuotes } = readCsv(text);
  const headAt = rows.findIndex(isFilled);
  const head = rows[headAt] ?? [];
  const columns = new Map<Column, number>();
  for (const [at, title] of head.entries()) {
    const plain = title.toLowerCase().replace(/[\s_-]/g, '');
    const column = (Object.keys(NAMES) as Column[]).find((each) => NAMES[each].includes(plain));
    if (column && !columns.has(column)) columns.set(column, at);
  }
  if (!columns.has('employeeNumber'))
    return {
      staff: [],
      problems: [{ row: headAt + 1, reason: 'no-such-column', detail: NAMES.employeeNumber[0] ?? '' }],
    };
  const staff = new Map<string, StaffMember>();
  const problems: StaffProblem[] = strayQuotes.map((at) => ({ row: at + 1, reason: 'stray-quote', detail: '' }));
  for (const [index, fields] of rows.entries()) {
    if (index <= headAt || !isFilled(fields)) continue;
    const row = index + 1;
    const of = (column: Column) => plainOf(fields[columns.get(column) ?? -1] ?? '');
    const day = (column: Column): string | null => {
      const written = of(column);
      if (written === '') return null;
      const read = dayFrom(written);
      if (!read) problems.push({ row, reason: 'bad-date', detail: written.slice(0, 40) });
      return read;
    };
    const employeeNumber = of('employeeNumber');
    if (employeeNumber === '') problems.push({ row, reason: 'no-number', detail: of('name').slice(0, 40) });
    else if (staff.has(employeeKey(employeeNumber)))
      problems.push({ row, reason: 'given-twice', detail: employeeNumber });
    else
      staff.set(employeeKey(employeeNumber), {
        employeeNumber,
        name: of('name'),
        joined: day('joined'),
        left: day('left'),
        leaveFrom: day('leaveFrom'),
        leaveTo: day('leaveTo'),
      });
  }
  // Of nobody it would hold that everybody has acknowledged.
  if (staff.size === 0) problems.push({ row: headAt + 1, reason: 'nobody', detail: '' });
  problems.sort((one, other) => one.row - other.row);
  return { staff: [...staff.values()], problems };
}

const isFilled = (row: readonly string[]) => row.some((each) => each.trim() !== '');

/** `="0012"` is how a number is kept as text. */
const plainOf = (field: string) =>
  field
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .trim();

/** UTF-8, UTF-16 with its mark, or Big5, as Excel in Taiwan saves a plain CSV; null for anything else. */
export function staffListText(bytes: Uint8Array): string | null {
  const text = decodeText(bytes);
  if (text !== null) return text;
  try {
    return new TextDecoder('big5', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Is an acknowledgement expected of them on that day: joined, not left, not on leave. */
export function isExpected({ joined, left, leaveFrom, leaveTo }: StaffMember, day: string): boolean {
  if (joined !== null && day < joined) return false;
  if (left !== null && day >= left) return false;
  const isOnLeave = leaveFrom !== null && day >= leaveFrom && (leaveTo === null || day <= leaveTo);
  return !isOnLeave;
}

/** `2026-01-02`, `2026/1/2`, or by the ROC's years `115/1/2`, `98.01.02`, `1150102`; null: no such day. */
export function dayFrom(written: string): string | null {
  const match =
    /^(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ?? /^(\d{2,4})(\d\d)(\d\d)$/.exec(written);
  if (!match) return null;
  const [, years = '', month = '', date = ''] = match;
  // 26/1/2 may be meant as 2026 or as 1937: nobody guesses.
  if (years.length === 2 && Number(years) < ROC_YEARS_FROM) return null;
  const year = years.length < 4 ? Number(years) + 1911 : Number(years);
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const timeMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(timeMs) && new Date(timeMs).toISOString().startsWith(day) ? day : null;
}
