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
const BURST_MS = 5 * MINUTE_MS;
const SURGE_MS = 30 * MINUTE_MS;
const SURGE_REACH_MS = 3 * HOUR_MS;
const ROUND_MS = 5 * MINUTE_MS;

/** Bytes a millisecond. */
interface Paces {
  readonly day: number;
  readonly hour: number;
}

/**
 * The clock time at which today's cap is reached at today's pace. The pace of the last hour is taken to fade into
 * that of the whole day (mean reversion): within `t` from now `day·t + (hour − day)·τ·(1 − e^(−t/τ))` bytes follow,
 * with τ = 1.5 h. So a cap close by is judged by the last hour, one far off by the day.
 *
 * It does not jump about: a time is rounded to 5 minutes and kept until the estimate has moved by a tenth of the time
 * left, at least 10 minutes. And it says when it does not know:
 * - fewer than 20 minutes are measured;
 * - one burst (five minutes of the last hour, or one hour of the day, that hold more than half of it) alone decides
 *   that the cap is reached today;
 * - the cap would not be reached, yet would within 3 hours if the last half hour went on.
 */
export function forecastOf(input: PaceInput, previous: Forecast | null): Forecast {
  const { curve, capBytes, nowMs, measuredMs, day } = input;
  const nowBytes = curve.at(-1)?.bytes ?? 0;
  if (nowBytes > capBytes) return { kind: 'reached', atMs: input.reachedAtMs };
  if (!input.measuring) return { kind: 'unknown', reason: 'not-measured' };
  if (measuredMs < LEAST_MEASURED_MS) return { kind: 'unknown', reason: 'too-early' };

  const whole = pacesOf(curve, nowMs, measuredMs);
  const leftBytes = capBytes - nowBytes;
  const inMs = msUntil(leftBytes, whole);
  const leftMs = day.endMs - nowMs;
  const was = previous?.kind === 'at' && previous.atMs > nowMs ? previous : null;
  // What was said stands near the end of the day, where a little more or less would turn it.
  const reachMs = was ? leftMs * 1.1 : previous?.kind === 'not-today' ? leftMs * 0.9 : leftMs;
  if (inMs > reachMs) {
    const windowMs = Math.min(SURGE_MS, measuredMs);
    const surge = (nowBytes - bytesAt(curve, nowMs - windowMs)) / windowMs;
    const isSurging = surge * Math.min(SURGE_REACH_MS, leftMs) > leftBytes;
    return isSurging ? { kind: 'unknown', reason: 'unsteady' } : { kind: 'not-today' };
  }
  const calm = pacesWithoutBursts(curve, nowMs, measuredMs, whole);
  if (msUntil(leftBytes, calm) > leftMs * 1.1) return { kind: 'unknown', reason: 'unsteady' };

  const atMs = Math.min(nowMs + inMs, day.endMs);
  if (was && Math.abs(atMs - was.atMs) < Math.max(2 * ROUND_MS, inMs / 10)) return was;
  return { kind: 'at', atMs: Math.min(Math.ceil(atMs / ROUND_MS) * ROUND_MS, day.endMs) };
}

function pacesOf(curve: readonly PacePoint[], nowMs: number, measuredMs: number): Paces {
  const nowBytes = bytesAt(curve, nowMs);
  const windowMs = Math.min(HOUR_MS, measuredMs);
  return { day: nowBytes / measuredMs, hour: (nowBytes - bytesAt(curve, nowMs - windowMs)) / windowMs };
}

function pacesWithoutBursts(curve: readonly PacePoint[], nowMs: number, measuredMs: number, whole: Paces): Paces {
  const windowMs = Math.min(HOUR_MS, measuredMs);
  const inHour = burstExcess(curve, nowMs - windowMs, nowMs, windowMs, BURST_MS);
  const inDay = burstExcess(curve, curve[0]?.atMs ?? nowMs, nowMs, measuredMs, HOUR_MS);
  return { day: whole.day - Math.max(inHour, inDay) / measuredMs, hour: whole.hour - inHour / windowMs };
}

/** What the busiest stretch of `burstMs` holds beyond the pace of the rest; 0 where it holds less than half of all. */
function burstExcess(
  curve: readonly PacePoint[],
  fromMs: number,
  toMs: number,
  measuredMs: number,
  burstMs: number,
): number {
  if (measuredMs < 2 * burstMs) return 0;
  const bytes = bytesAt(curve, toMs) - bytesAt(curve, fromMs);
  let busiestBytes = 0;
  for (let endMs = toMs; endMs - burstMs >= fromMs; endMs -= burstMs / 5)
    busiestBytes = Math.max(busiestBytes, bytesAt(curve, endMs) - bytesAt(curve, endMs - burstMs));
  if (busiestBytes * 2 <= bytes) return 0;
  const restPace = (bytes - busiestBytes) / (measuredMs - burstMs);
  return busiestBytes - restPace * burstMs;
}

/** Milliseconds until so many more bytes have followed. Infinity where never. */
function msUntil(leftBytes: number, { day, hour }: Paces): number {
  const followed = (ms: number) => day * ms + (hour - day) * MEMORY_MS * (1 - Math.exp(-ms / MEMORY_MS));
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

/** By straight lines between the points; before the first, nothing. */
function bytesAt(curve: readonly PacePoint[], atMs: number): number {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  const before = curve[low - 1];
  const after = curve[low];
  if (!before) return 0;
  if (!after) return before.bytes;
  return before.bytes + ((after.bytes - before.bytes) * (atMs - before.atMs)) / (after.atMs - before.atMs);
}
