import { isoTime } from '../../contract/iso-time.ts';
import type { DayUsage, HourUsage } from '../../contract/usage.ts';
import { csvField, csvLines } from '../../storage/csv-field.ts';

export interface UsageCsvParts {
  readonly days: readonly DayUsage[];
  /** Hours of those days where they are still kept; a row each below the days, told apart by the first column. */
  readonly hours?: readonly HourUsage[];
  readonly timeZone: string;
  readonly t: (key: string) => string;
}

const COLUMNS = [
  'span',
  'from',
  'to',
  'measured',
  'rxBytes',
  'txBytes',
  'countedBytes',
  'lockedBytes',
  'capBytes',
  'over',
  'measuredMinutes',
  'onMinutes',
  'hasGap',
  'estimated',
  'doubtful',
  'note',
] as const;
type Cell = string | number | boolean | null;
type Row = Record<(typeof COLUMNS)[number], Cell>;

/**
 * The usage record as CSV (RFC 4180) that a spreadsheet opens as it is: byte-order mark, CRLF, bytes as whole numbers.
 * What was not measured is empty and never 0. No cell of a person's words can start a formula.
 */
export function usageCsv({ days, hours = [], timeZone, t }: UsageCsvParts): string {
  const yesNo = (yes: boolean) => t(yes ? 'cli:csv.yes' : 'cli:csv.no');
  const header = COLUMNS.map((column) => csvField(t(`cli:csv.column.${column}`)));
  const rows = [...days.map((day) => dayRow(day, t)), ...hours.map((hour) => hourRow(hour, timeZone, t))];
  const lines = rows.map((row) =>
    COLUMNS.map((column) => {
      const cell = row[column];
      return typeof cell === 'boolean'
        ? csvField(yesNo(cell))
        : typeof cell === 'string'
          ? csvField(cell)
          : String(cell ?? '');
    }),
  );
  return csvLines([header, ...lines]);
}

function dayRow(day: DayUsage, t: UsageCsvParts['t']): Row {
  const { measured } = day;
  return {
    ...day,
    span: t('cli:csv.day'),
    from: day.day,
    to: day.day,
    lockedBytes: measured ? day.lockedBytes : null,
    over: measured ? day.over : null,
    measuredMinutes: tenths(day.measuredMinutes),
    onMinutes: tenths(day.onMinutes),
    note: day.note === '' ? null : day.note,
  };
}

function hourRow(hour: HourUsage, timeZone: string, t: UsageCsvParts['t']): Row {
  const measured = hour.measuredMinutes > 0;
  return {
    ...hour,
    span: t('cli:csv.hour'),
    from: isoTime(hour.startMs, timeZone),
    to: isoTime(hour.endMs, timeZone),
    measured,
    rxBytes: measured ? hour.rxBytes : null,
    txBytes: measured ? hour.txBytes : null,
    lockedBytes: measured ? hour.lockedBytes : null,
    measuredMinutes: tenths(hour.measuredMinutes),
    // Held against the cap, and known to be on, by the day only.
    countedBytes: null,
    capBytes: null,
    over: null,
    onMinutes: null,
    note: null,
  };
}

function tenths(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}
