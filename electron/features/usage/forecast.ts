import type { Forecast } from '../../contract/usage.ts';
import type { Stretch } from './calendar.ts';

/** How many bytes had counted today at a moment. */
export interface PacePoint {
  readonly atMs: number;
  readonly bytes: number;
}

export interface PaceInput {
  readonly nowMs: number;
  readonly day: Stretch;
  readonly capBytes: number;
  /** False while today cannot be measured. */
  readonly measuring: boolean;
  /** Of today; the pace is that of measured time. */
  readonly measuredMs: number;
  /** Today's rise, ascending in both, up to now; straight lines are drawn between the points. */
  readonly curve: readonly PacePoint[];
  /** When the cap was passed; null where that was not seen. */
  readonly reachedAtMs: number | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LEAST_MEASURED_MS = 20 * MINUTE_MS;
/** How long a pace that differs from the day's is taken to last: its excess fades by 1/e in this time. */
const MEMORY_MS = 1.5 * HOUR_MS;
const SLOT_MS = 5 * MINUTE_MS;
const STEP_MS = 5 * MINUTE_MS;

/**
 * The clock time at which today's cap is reached at today's pace. The pace of the last hour is taken to fade into
 * that of the whole day (mean reversion): within `t` from now `day·t + (hour − day)·τ·(1 − e^(−t/τ))` bytes follow,
 * with τ = 1.5 h. So a cap close by is judged by the last hour, one far off by the day.
 *
 * It does not jump about: a time is rounded to 5 minutes and kept until the estimate has moved by a tenth of the time
 * left, at least 10 minutes. Where a single burst of five minutes decides whether the cap is reached at all, and where
 * fewer than 20 minutes are measured, it is unknown.
 */
export function forecastOf(input: PaceInput, previous: Forecast | null): Forecast {
  const { curve, capBytes, nowMs, measuredMs, day } = input;
  const nowBytes = curve.at(-1)?.bytes ?? 0;
  if (nowBytes > capBytes) return { kind: 'reached', atMs: input.reachedAtMs };
  if (!input.measuring) return { kind: 'unknown', reason: 'not-measured' };
  if (measuredMs < LEAST_MEASURED_MS) return { kind: 'unknown', reason: 'too-early' };

  const windowMs = Math.min(HOUR_MS, measuredMs);
  const hourBytes = nowBytes - bytesAt(curve, nowMs - windowMs);
  const excessBytes = burstExcess(curve, nowMs, windowMs, hourBytes);
  const leftBytes = capBytes - nowBytes;
  const whole = msUntil(leftBytes, nowBytes / measuredMs, hourBytes / windowMs);
  const calm = msUntil(leftBytes, (nowBytes - excessBytes) / measuredMs, (hourBytes - excessBytes) / windowMs);

  const leftMs = day.endMs - nowMs;
  // What was said stands near the end of the day, where a little more or less would turn it.
  const wasAt = previous?.kind === 'at' && previous.atMs > nowMs;
  const reachMs = wasAt ? leftMs * 1.1 : previous?.kind === 'not-today' ? leftMs * 0.9 : leftMs;
  if (whole > reachMs) return { kind: 'not-today' };
  if (calm > leftMs * 1.1) return { kind: 'unknown', reason: 'unsteady' };

  const atMs = Math.min(nowMs + whole, day.endMs);
  const movedMs = wasAt ? Math.abs(atMs - previous.atMs) : Infinity;
  if (wasAt && movedMs < Math.max(2 * STEP_MS, whole / 10)) return previous;
  const rounded = Math.ceil(atMs / STEP_MS) * STEP_MS;
  return { kind: 'at', atMs: Math.min(rounded, day.endMs) };
}

/** What the busiest five minutes of the window hold beyond the pace of the rest of it; 0 where they do not dominate. */
function burstExcess(curve: readonly PacePoint[], nowMs: number, windowMs: number, windowBytes: number): number {
  let busiestBytes = 0;
  for (let endMs = nowMs; endMs - SLOT_MS >= nowMs - windowMs; endMs -= SLOT_MS)
    busiestBytes = Math.max(busiestBytes, bytesAt(curve, endMs) - bytesAt(curve, endMs - SLOT_MS));
  if (busiestBytes * 2 <= windowBytes) return 0;
  const restPace = (windowBytes - busiestBytes) / (windowMs - SLOT_MS);
  return busiestBytes - restPace * SLOT_MS;
}

/** Milliseconds until so many more bytes have followed; paces in bytes a millisecond. Infinity where never. */
function msUntil(leftBytes: number, dayPace: number, hourPace: number): number {
  const followed = (ms: number) => dayPace * ms + (hourPace - dayPace) * MEMORY_MS * (1 - Math.exp(-ms / MEMORY_MS));
  let low = 0;
  let high = 48 * HOUR_MS;
  if (followed(high) < leftBytes) return Infinity;
  while (high - low > MINUTE_MS / 10) {
    const middle = (low + high) / 2;
    if (followed(middle) < leftBytes) low = middle;
    else high = middle;
  }
  return high;
}

function bytesAt(curve: readonly PacePoint[], atMs: number): number {
  let before: PacePoint | undefined;
  for (const point of curve) {
    if (point.atMs > atMs) {
      if (!before) return 0;
      return before.bytes + ((point.bytes - before.bytes) * (atMs - before.atMs)) / (point.atMs - before.atMs);
    }
    before = point;
  }
  return before?.bytes ?? 0;
}
