import columnNames from '../../../../../assets/rules/staff-list-columns.json';
import { readCsv } from './csv.ts';

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
  /** Of the file, counted from 1; 1 is the head. */
  readonly row: number;
  readonly reason: 'no-such-column' | 'no-number' | 'bad-date' | 'given-twice';
  readonly detail: string;
}

type Column = keyof StaffMember;

const NAMES: Readonly<Record<Column, readonly string[]>> = columnNames;

/** 1951: who joined earlier has left. */
const ROC_YEARS_FROM = 40;

/** The agency's own list, as its personnel system writes it: one head line, in Chinese or English, then a person a line. */
export function readStaffList(text: string): { staff: StaffMember[]; problems: StaffProblem[] } {
  const [head = [], ...rows] = readCsv(text);
  const columns = new Map<Column, number>();
  for (const [at, title] of head.entries()) {
    const plain = title.toLowerCase().replace(/[\s_-]/g, '');
    const column = (Object.keys(NAMES) as Column[]).find((each) => NAMES[each].includes(plain));
    if (column && !columns.has(column)) columns.set(column, at);
  }
  if (!columns.has('employeeNumber'))
    return { staff: [], problems: [{ row: 1, reason: 'no-such-column', detail: NAMES.employeeNumber[0] ?? '' }] };
  const staff = new Map<string, StaffMember>();
  const problems: StaffProblem[] = [];
  for (const [index, fields] of rows.entries()) {
    const row = index + 2;
    const of = (column: Column) => (fields[columns.get(column) ?? -1] ?? '').trim();
    const day = (column: Column): string | null => {
      const written = of(column);
      if (written === '') return null;
      const read = dayFrom(written);
      if (!read) problems.push({ row, reason: 'bad-date', detail: written.slice(0, 40) });
      return read;
    };
    const employeeNumber = of('employeeNumber');
    if (employeeNumber === '') problems.push({ row, reason: 'no-number', detail: of('name').slice(0, 40) });
    else if (staff.has(employeeNumber)) problems.push({ row, reason: 'given-twice', detail: employeeNumber });
    else
      staff.set(employeeNumber, {
        employeeNumber,
        name: of('name'),
        joined: day('joined'),
        left: day('left'),
        leaveFrom: day('leaveFrom'),
        leaveTo: day('leaveTo'),
      });
  }
  return { staff: [...staff.values()], problems };
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
