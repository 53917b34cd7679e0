import { describe, expect, it } from 'vitest';
import { emptyHour, type HourRecord } from '../../../../electron/features/usage/hour-record.ts';
import { PaceCurve } from '../../../../electron/features/usage/pace-curve.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function hour(index: number, rxBytes: number, txBytes = 0, measuredMs = HOUR_MS): HourRecord {
  const record = emptyHour(index * HOUR_MS, (index + 1) * HOUR_MS);
  Object.assign(record.parts.atWork, { rxBytes, txBytes });
  return Object.assign(record, { measuredMs });
}

describe('the curve of the day', () => {
  it('rises hour by hour where this run has not seen it, from where measuring began', () => {
    const hours = [hour(9, 100, 0, HOUR_MS / 2), hour(10, 40, 60)];
    expect(new PaceCurve().upTo({ atMs: 10.5 * HOUR_MS, bytes: 200 }, hours, 'sum')).toEqual([
      { atMs: 9.5 * HOUR_MS, bytes: 0 },
      { atMs: 10 * HOUR_MS, bytes: 100 },
      { atMs: 10 * HOUR_MS, bytes: 100 },
      { atMs: 10.5 * HOUR_MS, bytes: 200 },
    ]);
  });

  it('rises minute by minute where it has', () => {
    const curve = new PaceCurve();
    for (let second = 0; second <= 180; second += 30)
      curve.note('d', { atMs: 9 * HOUR_MS + second * 1000, bytes: second });
    const drawn = curve.upTo({ atMs: 9 * HOUR_MS + 200_000, bytes: 190 }, [hour(9, 190)], 'sum');
    expect(drawn.map(({ atMs, bytes }) => [(atMs - 9 * HOUR_MS) / 1000, bytes])).toEqual([
      [0, 0],
      [60, 60],
      [120, 120],
      [180, 180],
      [200, 190],
    ]);
  });

  it('forgets what a stepped clock or another day made worthless, and never falls', () => {
    const curve = new PaceCurve();
    curve.note('d', { atMs: 20 * HOUR_MS, bytes: 500 });
    curve.note('d', { atMs: 12 * HOUR_MS, bytes: 510 });
    curve.note('e', { atMs: 13 * HOUR_MS, bytes: 1 });
    const drawn = curve.upTo({ atMs: 14 * HOUR_MS, bytes: 5 }, [hour(20, 500)], 'sum');
    expect(drawn.at(-2)).toEqual({ atMs: 13 * HOUR_MS, bytes: 1 });
    for (const [index, point] of drawn.entries())
      expect(point.bytes).toBeGreaterThanOrEqual(drawn[index - 1]?.bytes ?? 0);
  });
});
