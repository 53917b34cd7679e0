import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../../../electron/contract/usage.ts';
import { forecastOf, type PacePoint } from '../../../../electron/features/usage/forecast.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MB = 1_000_000;
const CAP = 1000 * MB;
const DAY = { startMs: 0, endMs: 24 * HOUR_MS };

/** A day of work from 08:00, at so many MB an hour at each moment; the forecast minute by minute. */
function dayAt(megabytesAnHour: (hour: number) => number, untilHour: number) {
  const curve: PacePoint[] = [{ atMs: 8 * HOUR_MS, bytes: 0 }];
  const said: { atMs: number; forecast: Forecast }[] = [];
  let bytes = 0;
  let reachedAtMs: number | null = null;
  let previous: Forecast | null = null;
  for (let minute = 8 * 60 + 1; minute <= untilHour * 60; minute++) {
    const nowMs = minute * MINUTE_MS;
    bytes += (megabytesAnHour((minute - 1) / 60) * MB) / 60;
    curve.push({ atMs: nowMs, bytes });
    if (bytes > CAP) reachedAtMs ??= nowMs;
    const input = {
      nowMs,
      day: DAY,
      capBytes: CAP,
      measuring: true,
      measuredMs: nowMs - 8 * HOUR_MS,
      curve,
      reachedAtMs,
    };
    previous = forecastOf(input, previous);
    said.push({ atMs: nowMs, forecast: previous });
  }
  const at = (hour: number) => {
    const found = said.find((entry) => entry.atMs >= hour * HOUR_MS);
    if (!found) throw new Error(`nothing said at ${hour}`);
    return found.forecast;
  };
  return { said, at, reachedAtMs };
}

/** How often what is said changes, not counting the first time. */
function changes(said: readonly { forecast: Forecast }[]): number {
  return said.filter(({ forecast }, index) => {
    const before = said[index - 1]?.forecast;
    return before && JSON.stringify(before) !== JSON.stringify(forecast);
  }).length;
}

const hourSaid = (forecast: Forecast) => {
  if (forecast.kind !== 'at') throw new Error(`said ${JSON.stringify(forecast)}`);
  return forecast.atMs / HOUR_MS;
};

describe('the forecast', () => {
  it('is unknown for the first 20 measured minutes, and where nothing is measured', () => {
    const { at } = dayAt(() => 100, 9);
    expect(at(8 + 19 / 60)).toEqual({ kind: 'unknown', reason: 'too-early' });
    expect(at(8 + 21 / 60).kind).toBe('at');
    const curve = [{ atMs: 0, bytes: 5 }];
    const input = {
      nowMs: HOUR_MS,
      day: DAY,
      capBytes: CAP,
      measuring: false,
      measuredMs: HOUR_MS,
      curve,
      reachedAtMs: null,
    };
    expect(forecastOf(input, null)).toEqual({ kind: 'unknown', reason: 'not-measured' });
  });

  it('is right to 5 minutes on a steady day, and says the same time all along', () => {
    const { said, at, reachedAtMs } = dayAt(() => 110, 18);
    if (!reachedAtMs) throw new Error('not reached');
    for (const hour of [9, 12, 15, 17])
      expect(Math.abs(hourSaid(at(hour)) * HOUR_MS - reachedAtMs)).toBeLessThanOrEqual(5 * MINUTE_MS);
    expect(changes(said.filter(({ forecast }) => forecast.kind === 'at'))).toBe(0);
  });

  it('rounds to 5 minutes', () => {
    for (const { forecast } of dayAt((hour) => 90 + 30 * Math.sin(hour), 18).said)
      if (forecast.kind === 'at') expect(forecast.atMs % (5 * MINUTE_MS)).toBe(0);
  });

  it('says not today on a quiet day, and never wavers', () => {
    const { said } = dayAt((hour) => 20 + 10 * Math.sin(hour * 7), 18);
    const after = said.slice(20);
    expect(new Set(after.map(({ forecast }) => forecast.kind))).toEqual(new Set(['not-today']));
  });

  it('does not name a time because of one burst of five minutes on a quiet morning', () => {
    const { said } = dayAt((hour) => (hour >= 10 && hour < 10 + 5 / 60 ? 3600 : 15), 18);
    const during = said.filter(({ atMs }) => atMs > 10 * HOUR_MS && atMs <= 11 * HOUR_MS);
    expect(during.some(({ forecast }) => forecast.kind === 'unknown')).toBe(true);
    expect(during.every(({ forecast }) => forecast.kind !== 'at')).toBe(true);
    // The burst is part of the day's pace afterwards, and the day ends well below the cap.
    const evening = said.filter(({ atMs }) => atMs > 14 * HOUR_MS);
    expect(evening.every(({ forecast }) => forecast.kind === 'not-today')).toBe(true);
  });

  it('keeps within an hour of the truth through a morning of bursts, and seldom changes its mind', () => {
    // Six minutes of every half an hour at ten times the rest: 114 MB an hour on average.
    const { said, at, reachedAtMs } = dayAt((hour) => (hour % 0.5 < 0.1 ? 400 : 42.5), 18);
    if (!reachedAtMs) throw new Error('not reached');
    for (const hour of [10, 12, 14, 15]) expect(Math.abs(hourSaid(at(hour)) - reachedAtMs / HOUR_MS)).toBeLessThan(1);
    const from10 = said.filter(({ atMs }) => atMs >= 10 * HOUR_MS && atMs < reachedAtMs);
    expect(changes(from10)).toBeLessThanOrEqual(25);
  });

  it('follows a late surge: in 20 minutes it says not today no more, in 45 a time, half an hour ahead right to 15 minutes', () => {
    const { at, reachedAtMs } = dayAt((hour) => (hour < 14 ? 10 : 500), 17);
    if (!reachedAtMs) throw new Error('not reached');
    expect(at(13.9).kind).toBe('not-today');
    expect(at(14 + 20 / 60)).toEqual({ kind: 'unknown', reason: 'unsteady' });
    expect(at(14.75).kind).toBe('at');
    const ahead = reachedAtMs / HOUR_MS - 0.5;
    expect(Math.abs(hourSaid(at(ahead)) - reachedAtMs / HOUR_MS)).toBeLessThan(0.25);
  });

  it('never names a time that has passed or lies beyond the day', () => {
    for (const { atMs, forecast } of dayAt((hour) => 40 + 35 * Math.sin(hour * 3), 23.9).said) {
      if (forecast.kind !== 'at') continue;
      expect(forecast.atMs).toBeGreaterThanOrEqual(atMs);
      expect(forecast.atMs).toBeLessThanOrEqual(DAY.endMs);
    }
  });

  it('says when the cap was passed, and that it was passed where the time is not known', () => {
    const { said, reachedAtMs } = dayAt(() => 200, 18);
    expect(said.at(-1)?.forecast).toEqual({ kind: 'reached', atMs: reachedAtMs });
    const curve = [{ atMs: HOUR_MS, bytes: CAP + 1 }];
    const input = {
      nowMs: HOUR_MS,
      day: DAY,
      capBytes: CAP,
      measuring: false,
      measuredMs: 0,
      curve,
      reachedAtMs: null,
    };
    expect(forecastOf(input, null)).toEqual({ kind: 'reached', atMs: null });
  });
});
