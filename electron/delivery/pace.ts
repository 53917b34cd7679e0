/** When to try again, and when to ask for a person's answer. All times in milliseconds of a clock that is never stepped. */

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 15 * 60_000;
/** Somebody waits beside a telephone. */
const LONGEST_URGENT_RETRY_MS = 60_000;

/** Doubles with each failure; `random` (0 to 1) spreads 10,000 PCs that lost the same server in the same second. */
export function retryAfterMs(failures: number, isUrgent: boolean, random: number): number {
  const longest = isUrgent ? LONGEST_URGENT_RETRY_MS : LONGEST_RETRY_MS;
  const full = Math.min(longest, FIRST_RETRY_MS * 2 ** Math.max(0, Math.min(failures, 30) - 1));
  return full / 2 + (full / 2) * random;
}

const WAKE_SPREAD_MS = 3_000;

/** After the network came back: an incident at once, all else spread over some seconds. */
export function wakeAfterMs(isUrgent: boolean, random: number): number {
  return isUrgent ? 0 : WAKE_SPREAD_MS * random;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const FIRST_ASKED_WITHIN_MS = 5_000;

/**
 * null: nobody will answer any more. `ageMs`: since the document arrived. The first question of a run is soon, but of
 * what looks too old: that is asked once more, for it may be the clock that was wrong when it arrived.
 */
export function askStatusAfterMs(
  { ageMs, isUrgent, isFirst }: { ageMs: number; isUrgent: boolean; isFirst: boolean },
  random: number,
): number | null {
  const isOld = ageMs > 60 * DAY_MS;
  if (isOld && !isFirst) return null;
  const isRare = isOld || !isUrgent;
  const full = isRare ? 6 * HOUR_MS : ageMs < HOUR_MS ? MINUTE_MS / 2 : ageMs < DAY_MS ? 10 * MINUTE_MS : HOUR_MS;
  const afterMs = full * (0.75 + 0.5 * random);
  return isFirst && !isOld ? Math.min(afterMs, FIRST_ASKED_WITHIN_MS * random) : afterMs;
}
