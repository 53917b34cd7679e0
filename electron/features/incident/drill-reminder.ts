import { dayOf } from '../../contract/iso-time.ts';

/**
 * Has the yearly reminder's day come with no drill held since? `reminder`: `MM-DD`, '' for none. 29 February of a
 * common year counts as the day after the 28th.
 */
export function isDrillDue(reminder: string, lastDrillAtMs: number | null, nowMs: number, timeZone: string): boolean {
  if (reminder === '') return false;
  return lastDrillAtMs === null || dayOf(lastDrillAtMs, timeZone) < latestOf(reminder, nowMs, timeZone);
}

/** On no page but the incident's own is anybody reminded for longer. */
const REMINDED_FOR_DAYS = 30;
const DAY_MS = 86_400_000;

/** The day (`YYYY-MM-DD`) of the reminder that is to be said in the window now: due, and not long past; null: none. */
export function dayOfDrillReminder(
  ...[reminder, lastDrillAtMs, nowMs, timeZone]: Parameters<typeof isDrillDue>
): string | null {
  if (!isDrillDue(reminder, lastDrillAtMs, nowMs, timeZone)) return null;
  const day = latestOf(reminder, nowMs, timeZone);
  return dayOf(nowMs - REMINDED_FOR_DAYS * DAY_MS, timeZone) < day ? day : null;
}

/** The reminder's last day that has begun. */
function latestOf(reminder: string, nowMs: number, timeZone: string): string {
  const today = dayOf(nowMs, timeZone);
  const year = Number(today.slice(0, 4));
  const thisYears = `${year}-${reminder}`;
  return today >= thisYears ? thisYears : `${year - 1}-${reminder}`;
}
