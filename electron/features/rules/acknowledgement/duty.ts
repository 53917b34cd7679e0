import type { Duty } from '../../../contract/acknowledgement.ts';
import { isoTime } from '../../../contract/iso-time.ts';
import type { AcknowledgementSettings } from '../../../contract/settings.ts';

export interface DutyFacts {
  readonly renewal: AcknowledgementSettings['renewal'];
  readonly remindDaysBefore: readonly number[];
  readonly timeZone: string;
  readonly nowMs: number;
  /** ISO 8601, of the last signature; null: never signed here. */
  readonly signedAt: string | null;
  /** From when on this app could be asked: nobody is late for what was due before it was here. */
  readonly sinceMs: number;
  /** A major amendment came since the last signature. */
  readonly isOutdated: boolean;
}

const DAY_MS = 86_400_000;
/** How long a person has who never signed, where the rule counts from the last signature. */
const FIRST_DAYS = 30;

/** What is asked of this person today, by the calendar of the agency's time zone. */
export function dutyOf(facts: DutyFacts): Duty {
  const { renewal, nowMs, timeZone, isOutdated } = facts;
  if (!renewal) return { state: isOutdated ? 'new-edition' : 'none', dueOn: null, daysLeft: null };
  const dueOn = dueDate(facts);
  const daysLeft = daysBetween(dayOf(nowMs, timeZone), dueOn);
  return { state: stateOf(daysLeft, facts), dueOn, daysLeft };
}

/** The local date, `YYYY-MM-DD`. */
export function dayOf(timeMs: number, timeZone: string): string {
  return isoTime(timeMs, timeZone).slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** `02-29` is the 28th in a year without it. */
export function dueInYear(year: number, monthAndDay: string): string {
  const day = `${String(year).padStart(4, '0')}-${monthAndDay}`;
  const isThere = new Date(Date.parse(`${day}T00:00:00Z`)).toISOString().slice(0, 10) === day;
  return isThere ? day : `${day.slice(0, 8)}28`;
}

/**
 * The due day that a signature of that day leaves open: in its own year it counts, and for the next where that is
 * already being reminded of.
 */
export function nextDueAfter(signedOn: string, dueOn: string, earliestDaysBefore: number): string {
  const year = Number(signedOn.slice(0, 4));
  const next = dueInYear(year + 1, dueOn);
  return daysBetween(signedOn, next) <= earliestDaysBefore ? dueInYear(year + 2, dueOn) : next;
}

function dueDate({ renewal, remindDaysBefore, timeZone, signedAt, sinceMs }: DutyFacts): string {
  const since = dayOf(sinceMs, timeZone);
  const signedOn = signedAt === null ? null : dayOf(Date.parse(signedAt), timeZone);
  if (renewal?.kind === 'days')
    return signedOn === null ? daysAfter(since, FIRST_DAYS) : daysAfter(signedOn, renewal.days);
  const monthAndDay = renewal?.dueOn ?? '12-31';
  if (signedOn !== null) return nextDueAfter(signedOn, monthAndDay, Math.max(0, ...remindDaysBefore));
  const year = Number(since.slice(0, 4));
  const thisYear = dueInYear(year, monthAndDay);
  return thisYear >= since ? thisYear : dueInYear(year + 1, monthAndDay);
}

function stateOf(daysLeft: number, { isOutdated, remindDaysBefore }: DutyFacts): Duty['state'] {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'due';
  if (isOutdated) return 'new-edition';
  return daysLeft <= Math.max(0, ...remindDaysBefore) ? 'due-soon' : 'current';
}
