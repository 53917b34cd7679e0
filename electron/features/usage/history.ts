import { DAYS_KEPT, type DayUsage, HOURS_KEPT_DAYS, type HourUsage } from '../../contract/usage.ts';
import { type Calendar, dayAfter } from './calendar.ts';
import type { DayKeeping } from './day-record.ts';
import { type CapRule, gapsOf, hourRows, summaryOf, unmeasured } from './day-view.ts';
import type { Ledger } from './ledger.ts';

export interface HistoryParts {
  readonly ledger: Ledger;
  readonly calendar: Calendar;
  readonly rule: CapRule;
  readonly atMs: number;
}

/** How the ledger recognises and adds up finished days, under the settings in force. */
export function dayKeeping({ ledger, calendar, rule, atMs }: HistoryParts): DayKeeping {
  return {
    today: calendar.dayAt(atMs).day,
    dayOf: (timeMs) => calendar.dayAt(timeMs).day,
    summarise: (day) => {
      const bounds = calendar.dayNamed(day);
      const hours = ledger.book.within(bounds.startMs, bounds.endMs);
      return summaryOf(day, hours, gapsOf(hours, bounds), ledger.marks.get(day) ?? rule);
    },
  };
}

/** A row for each of the last `count` days, today last; days without a measurement have null figures. */
export function historyOf(parts: HistoryParts, count: number, noteOf: (day: string) => string): DayUsage[] {
  const { ledger, rule } = parts;
  const keeping = dayKeeping(parts);
  const rows: DayUsage[] = [];
  for (let back = Math.min(count, DAYS_KEPT) - 1; back >= 0; back--) {
    const day = dayAfter(keeping.today, -back);
    const summary = back === 0 ? keeping.summarise(day) : ledger.days.summaryOf(day, keeping);
    rows.push({ ...(summary ?? unmeasured(day, rule.capBytes)), note: noteOf(day) });
  }
  return rows;
}

/** The hours of a day; null where none are kept. */
export function hoursOfDay({ ledger, calendar, atMs }: HistoryParts, day: string): HourUsage[] | null {
  if (day < dayAfter(calendar.dayAt(atMs).day, -HOURS_KEPT_DAYS)) return null;
  const bounds = calendar.dayNamed(day);
  const hours = ledger.book.within(bounds.startMs, bounds.endMs);
  return hours.length === 0 ? null : hourRows(hours, gapsOf(hours, bounds), bounds, calendar, atMs);
}
