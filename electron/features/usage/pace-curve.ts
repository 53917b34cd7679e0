import type { Counting } from '../../contract/usage.ts';
import { countedBytes } from './cap.ts';
import { countingTally } from './day-view.ts';
import type { PacePoint } from './forecast.ts';
import { add, type HourRecord, nothing } from './hour-record.ts';

const POINT_EVERY_MS = 60_000;
const KEPT_MS = 65 * 60_000;

/** Today's rise minute by minute, as far as this run has seen it; the hours of the ledger tell what came before. */
export class PaceCurve {
  #day = '';
  #points: PacePoint[] = [];

  note(day: string, point: PacePoint): void {
    const last = this.#points.at(-1);
    // A stepped clock or another way of counting makes what was noted worthless.
    if (day !== this.#day || (last && (point.atMs < last.atMs || point.bytes < last.bytes))) this.#points = [];
    this.#day = day;
    const newest = this.#points.at(-1);
    if (newest && point.atMs - newest.atMs < POINT_EVERY_MS) return;
    this.#points.push(point);
    while ((this.#points[0]?.atMs ?? point.atMs) < point.atMs - KEPT_MS) this.#points.shift();
  }

  forget(): void {
    this.#points = [];
  }

  /** The whole curve of the day up to `now`. */
  upTo(now: PacePoint, hours: readonly HourRecord[], counting: Counting): PacePoint[] {
    const noted = this.#points.filter((point) => point.atMs < now.atMs && point.bytes <= now.bytes);
    const fromMs = noted[0]?.atMs ?? now.atMs;
    const limitBytes = noted[0]?.bytes ?? now.bytes;
    const before = hourlyPoints(hours, counting, now.atMs).filter(
      (point) => point.atMs < fromMs && point.bytes <= limitBytes,
    );
    return [...before, ...noted, now];
  }
}

function hourlyPoints(hours: readonly HourRecord[], counting: Counting, nowMs: number): PacePoint[] {
  const points: PacePoint[] = [];
  const total = nothing();
  for (const hour of hours) {
    const endMs = Math.min(hour.endMs, nowMs);
    // Measuring may have begun within the hour.
    const startMs = points.length === 0 ? Math.max(hour.startMs, endMs - hour.measuredMs) : hour.startMs;
    points.push({ atMs: startMs, bytes: countedBytes(counting, total) });
    add(total, countingTally(hour.parts));
    if (endMs > startMs) points.push({ atMs: endMs, bytes: countedBytes(counting, total) });
  }
  return points;
}
