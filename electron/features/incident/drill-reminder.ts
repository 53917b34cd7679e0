/**
 * Has the yearly reminder's day come with no drill held since? `reminder`: `MM-DD`, '' for none. 29 February of a
 * common year counts as the day after the 28th.
 */
export function isDrillDue(reminder: string, lastDrillAtMs: number | null, nowMs: number, timeZone: string): boolean {
  if (reminder === '') return false;
  const dayOf = (timeMs: number) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(timeMs);
  const today = dayOf(nowMs);
  const year = Number(today.slice(0, 4));
  const thisYears = `${year}-${reminder}`;
  const latest = today >= thisYears ? thisYears : `${year - 1}-${reminder}`;
  return lastDrillAtMs === null || dayOf(lastDrillAtMs) < latest;
}
