import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../../electron/features/usage/calendar.ts';
import { HourBook } from '../../../../electron/features/usage/hour-book.ts';
import {
  emptyHour,
  type HourRecord,
  hourFrom,
  StoredHour,
  storedHour,
} from '../../../../electron/features/usage/hour-record.ts';
import { advance, type Step } from '../../../../electron/features/usage/meter.ts';
import { SimulatedPc } from './simulated-pc.ts';
import { bytesIn, taipei } from './temporary-ledger.ts';

const calendar = calendarFor('Asia/Taipei', '00:00');
const HOUR_MS = 3_600_000;

/** One stretch that ends at `toMs`, over which the LAN moved so much. */
function stretch(toMs: number, lengthMs: number, rxBytes: number): Step {
  const pc = new SimulatedPc(toMs, lengthMs);
  pc.move('lan', rxBytes, 0);
  const reading = pc.readCounters();
  if (!reading.ok) throw new Error('unreadable');
  return advance(null, reading.value, pc.session, () => 'municipal');
}

const rxOf = (hours: readonly HourRecord[]) => hours.map((hour) => hour.parts.beforeSignIn.rxBytes);

describe('the hours', () => {
  it('share a stretch by time, to the byte, also where it does not divide', () => {
    const book = new HourBook(() => []);
    book.add(stretch(taipei('2026-11-23 12:30'), 3 * HOUR_MS, 10_000_001), calendar);
    expect(rxOf(book.all())).toEqual([1_666_666, 3_333_334, 3_333_334, 1_666_667]);
    expect(book.all().map((hour) => [hour.measuredMs, hour.estimated])).toEqual([
      [HOUR_MS / 2, 'hour'],
      [HOUR_MS, 'hour'],
      [HOUR_MS, 'hour'],
      [HOUR_MS / 2, 'hour'],
    ]);
  });

  it('are days where a stretch reaches back further than two days, and no byte is lost', () => {
    const book = new HourBook(() => []);
    book.add(stretch(taipei('2026-11-23 12:00'), 20 * 24 * HOUR_MS, 7_777_777_777), calendar);
    expect(bytesIn(book.all())).toBe(7_777_777_777);
    expect(book.all().length).toBeLessThan(80);
    const day = calendar.dayNamed('2026-11-10');
    expect(book.within(day.startMs, day.endMs)).toMatchObject([
      { ...{ startMs: day.startMs, endMs: day.endMs }, estimated: 'day' },
    ]);
    expect(rxOf(book.within(day.startMs, day.endMs))[0]).toBeCloseTo(7_777_777_777 / 20, -1);
  });

  it('leave out what a counter gained more than 60 days ago, and keep the share of each day', () => {
    const book = new HourBook(() => []);
    book.add(stretch(taipei('2026-11-23 12:00'), 600 * 24 * HOUR_MS, 600_000), calendar);
    expect(bytesIn(book.all())).toBe(60_000);
  });

  it('continue an hour that is on disk when time goes there', () => {
    const stored = emptyHour(taipei('2026-11-20 10:00'), taipei('2026-11-20 11:00'));
    stored.parts.beforeSignIn.rxBytes = 40;
    const asked: string[] = [];
    const book = new HourBook((utcDay) => {
      asked.push(utcDay);
      return utcDay === '2026-11-20' ? [stored] : [];
    });
    book.add(stretch(taipei('2026-11-20 10:30'), 60_000, 2), calendar);
    expect(rxOf(book.all())).toEqual([42]);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('never overlap where the zone or the boundary changed within one', () => {
    const book = new HourBook(() => []);
    book.add(stretch(taipei('2026-11-23 10:20'), 60_000, 5), calendar);
    book.cutAt(taipei('2026-11-23 10:20'));
    const kathmandu = calendarFor('Asia/Kathmandu', '08:10');
    book.add(stretch(taipei('2026-11-23 10:40'), 20 * 60_000, 6), kathmandu);
    const hours = book.all();
    for (const [index, hour] of hours.entries())
      if (index > 0) expect(hour.startMs).toBeGreaterThanOrEqual(hours[index - 1]?.endMs ?? Infinity);
    expect(hours[0]).toMatchObject({ startMs: taipei('2026-11-23 10:00'), endMs: taipei('2026-11-23 10:20') });
    expect(bytesIn(hours)).toBe(11);
  });

  it('keep a gap where it begins and where it ends, joined with what it touches, and bounded', () => {
    const book = new HourBook(() => []);
    const gap = (from: string, to: string) =>
      book.addGap({ fromMs: taipei(from), toMs: taipei(to), maybeOff: true, reason: 'restarted' }, calendar);
    gap('2026-11-23 09:10', '2026-11-23 12:05');
    gap('2026-11-23 09:05', '2026-11-23 09:10');
    expect(book.all().map((hour) => hour.gaps.length)).toEqual([1, 1]);
    expect(book.all()[0]?.gaps[0]).toMatchObject({
      fromMs: taipei('2026-11-23 09:05'),
      toMs: taipei('2026-11-23 12:05'),
    });
    for (let minute = 10; minute < 59; minute++) gap(`2026-11-23 20:${minute}:00`, `2026-11-23 20:${minute}:10`);
    const flapping = book.within(taipei('2026-11-23 20:00'), taipei('2026-11-23 21:00'))[0];
    expect(flapping?.gaps).toHaveLength(16);
    expect(flapping?.gaps[0]?.fromMs).toBe(taipei('2026-11-23 20:10:00'));
    expect(flapping?.gaps.at(-1)?.toMs).toBe(taipei('2026-11-23 20:58:10'));
  });

  it('name 32 uncounted adapters and add the rest up, and keep every counted one', () => {
    const pc = new SimulatedPc(taipei('2026-11-23 10:20'), 60_000);
    for (let index = 0; index < 200; index++)
      pc.adapters.push({
        key: `veth${index}`,
        counted: index === 199,
        wraps: false,
        present: true,
        rxBytes: 10,
        txBytes: 1,
      });
    const reading = pc.readCounters();
    if (!reading.ok) throw new Error('unreadable');
    const book = new HourBook(() => []);
    book.add(
      advance(null, reading.value, pc.session, () => 'municipal'),
      calendar,
    );
    const [hour] = book.all();
    expect(hour?.adapters.size).toBe(34);
    expect(hour?.adapters.get('other')).toMatchObject({ counted: false, rxBytes: 1_670, txBytes: 167 });
    expect(hour?.adapters.get('veth199')).toMatchObject({ counted: true, rxBytes: 10 });
    expect(bytesIn(book.all())).toBe(11);
  });

  it('read back as they were written', () => {
    const book = new HourBook(() => []);
    book.add(stretch(taipei('2026-11-23 10:20'), 90 * 60_000, 12_345), calendar);
    book.addGap(
      {
        fromMs: taipei('2026-11-23 10:00'),
        toMs: taipei('2026-11-23 10:01'),
        maybeOff: false,
        reason: 'counter-reset',
      },
      calendar,
    );
    for (const hour of book.all()) {
      const again = hourFrom(StoredHour.parse(JSON.parse(JSON.stringify(storedHour(hour)))));
      expect({ ...again, changes: 0 }).toEqual({ ...hour, changes: 0 });
    }
  });
});
