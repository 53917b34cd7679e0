import type { Duty } from '../../../contract/acknowledgement.ts';
import { dayOf } from '../../../contract/iso-time.ts';
import type { AcknowledgementSettings } from '../../../contract/settings.ts';

export interface DutyFacts {
  readonly renewal: AcknowledgementSettings['renewal'];
  readonly remindDaysBefore: readonly number[];
  readonly timeZone: string;
  readonly nowMs: number;
  /** ISO 8601, of the last signature under a reading of the whole; null: never signed so here. */
  readonly signedAt: string | null;
  /** From when on this app could be asked: nobody is late for what was due before it was here. */
  readonly sinceMs: number;
  /** A major amendment came since the last signature. */
  readonly isOutdated: boolean;
}

const DAY_MS = 86_400_000;
/** How long a person has who never signed, where the rule counts from the last signature. */
const FIRST_DAYS = 30;
/** A day is written with four digits of its year. */
const LATEST_YEAR = 9999;

/** What is asked of this person today, by the calendar of the agency's time zone. */
export function dutyOf(facts: DutyFacts): Duty {
  const { renewal, nowMs, timeZone, isOutdated } = facts;
  if (!renewal)
    return isOutdated
      ? { state: 'new-edition', dueOn: null, daysLeft: null, scope: 'changes' }
      : { state: 'none', dueOn: null, daysLeft: null, scope: 'whole' };
  const dueOn = dueDate(facts);
  const daysLeft = daysBetween(dayOf(nowMs, timeZone), dueOn);
  const isOwed = daysLeft <= earliestStep(facts);
  return {
    state: stateOf(daysLeft, isOwed, facts),
    dueOn,
    daysLeft,
    scope: isOutdated && !isOwed ? 'changes' : 'whole',
  };
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** `02-29` is the 28th in a year without it. */
export function dueInYear(year: number, monthAndDay: string): string {
  const day = `${String(Math.min(year, LATEST_YEAR)).padStart(4, '0')}-${monthAndDay}`;
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

function dueDate(facts: DutyFacts): string {
  const { renewal, timeZone, signedAt, sinceMs, nowMs } = facts;
  // A PC's clock may have run ahead when the app came.
  const since = dayOf(Math.min(sinceMs, nowMs), timeZone);
  const signedOn = signedAt === null ? null : dayOf(Date.parse(signedAt), timeZone);
  if (renewal?.kind === 'days')
    return signedOn === null ? daysAfter(since, FIRST_DAYS) : daysAfter(signedOn, renewal.days);
  const monthAndDay = renewal?.dueOn ?? '12-31';
  if (signedOn !== null) return nextDueAfter(signedOn, monthAndDay, earliestStep(facts));
  const year = Number(since.slice(0, 4));
  const thisYear = dueInYear(year, monthAndDay);
  return thisYear >= since ? thisYear : dueInYear(year + 1, monthAndDay);
}

/** How many days ahead the due day begins to be said. A step as long as the period itself would never be silent. */
function earliestStep({ renewal, remindDaysBefore, signedAt }: DutyFacts): number {
  const isLong = renewal?.kind !== 'days' || signedAt === null;
  return Math.max(0, ...remindDaysBefore.filter((step) => isLong || step < renewal.days));
}

function stateOf(daysLeft: number, isOwed: boolean, { isOutdated }: DutyFacts): Duty['state'] {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'due';
  if (isOutdated) return 'new-edition';
  return isOwed ? 'due-soon' : 'current';
}
