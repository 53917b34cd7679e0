import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { calendarFor, dayAfter } from '../../../../electron/features/usage/calendar.ts';

// Beirut and Santiago change their clocks at midnight, Lord Howe by half an hour, Kathmandu is 5:45 off.
const ZONES = [
  'Asia/Taipei',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Europe/London',
  'America/St_Johns',
];
const zone = fc.constantFrom(...ZONES);
const boundary = fc.constantFrom('00:00', '02:30', '05:45', '23:59');
const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2030, 0) });

// Days on which one of them changes its clocks; St John's once did at one minute past midnight.
const changeDay = fc
  .constantFrom(
    '2026-04-04',
    '2026-10-03',
    '2026-03-28',
    '2026-10-24',
    '2026-09-05',
    '2026-04-05',
    '2026-03-29',
    '2006-04-02',
  )
  .chain((day) => fc.nat(172_800_000).map((ms) => Date.parse(`${day}T00:00:00Z`) + ms));

describe('a calendar', () => {
  it('begins a day where the zone database says that its wall clock reaches the boundary', () => {
    fc.assert(
      fc.property(zone, boundary, moment, (timeZone, dayStartsAt, timeMs) => {
        const { day, startMs, endMs } = calendarFor(timeZone, dayStartsAt).dayAt(timeMs);
        const startOf = (date: Temporal.PlainDate) =>
          date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(dayStartsAt) });
        const date = Temporal.PlainDate.from(day);
        // A boundary that the clocks jump over begins when they have jumped.
        const jumped = (date: Temporal.PlainDate) => {
          const start = startOf(date);
          const isSkipped = start.toPlainTime().toString({ smallestUnit: 'minute' }) !== dayStartsAt;
          const change = start.subtract({ hours: 3 }).getTimeZoneTransition('next');
          return isSkipped && change ? change.epochMilliseconds : start.epochMilliseconds;
        };
        expect([startMs, endMs]).toEqual([jumped(date), jumped(date.add({ days: 1 }))]);
        expect(timeMs).toBeGreaterThanOrEqual(startMs);
        expect(timeMs).toBeLessThan(endMs);
      }),
      { numRuns: 300 },
    );
  });

  it('has hours that follow each other through the whole day, each within one wall-clock hour', () => {
    fc.assert(
      fc.property(zone, boundary, fc.oneof(moment, changeDay), (timeZone, dayStartsAt, timeMs) => {
        const calendar = calendarFor(timeZone, dayStartsAt);
        const day = calendar.dayAt(timeMs);
        const hours = calendar.hoursOf(day, day.endMs);
        expect(hours[0]?.startMs).toBe(day.startMs);
        expect(hours.at(-1)?.endMs).toBe(day.endMs);
        for (const [index, hour] of hours.entries()) {
          expect(hour.endMs).toBeGreaterThan(hour.startMs);
          if (index > 0) expect(hour.startMs).toBe(hours[index - 1]?.endMs);
          const first = Temporal.Instant.fromEpochMilliseconds(hour.startMs).toZonedDateTimeISO(timeZone);
          const last = Temporal.Instant.fromEpochMilliseconds(hour.endMs - 1).toZonedDateTimeISO(timeZone);
          expect([last.hour, last.offset]).toEqual([first.hour, first.offset]);
          expect(calendar.hourAt((hour.startMs + hour.endMs) / 2)).toEqual(hour);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives every minute of a day of odd clock changes the same hour, whenever it is asked', () => {
    for (const [timeZone, day, hoursInDay] of [
      ['Australia/Lord_Howe', '2026-04-05', 25],
      ['Australia/Lord_Howe', '2026-10-04', 24],
      ['America/St_Johns', '2006-04-02', 24],
    ] as const) {
      const bounds = calendarFor(timeZone, '00:00').dayNamed(day);
      const hours = calendarFor(timeZone, '00:00').hoursOf(bounds, bounds.endMs);
      expect(hours, `${timeZone} ${day}`).toHaveLength(hoursInDay);
      for (let timeMs = bounds.startMs; timeMs < bounds.endMs; timeMs += 7 * 60_000) {
        const holding = hours.find((hour) => timeMs >= hour.startMs && timeMs < hour.endMs);
        expect(calendarFor(timeZone, '00:00').hourAt(timeMs)).toEqual(holding);
      }
    }
  });

  it('knows the day of 25 hours and the one of 23', () => {
    const london = calendarFor('Europe/London', '00:00');
    const hoursIn = (day: string) => (london.dayNamed(day).endMs - london.dayNamed(day).startMs) / 3_600_000;
    expect([hoursIn('2026-03-29'), hoursIn('2026-10-25'), hoursIn('2026-10-26')]).toEqual([23, 25, 24]);
    expect(london.hoursOf(london.dayNamed('2026-10-25'), Infinity)).toHaveLength(25);
  });

  it('counts days across months and leap years', () => {
    expect([dayAfter('2024-02-28', 1), dayAfter('2026-01-01', -1), dayAfter('2026-11-23', 400)]).toEqual([
      '2024-02-29',
      '2025-12-31',
      '2027-12-28',
    ]);
  });
});
