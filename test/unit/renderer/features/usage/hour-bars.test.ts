import { describe, expect, it } from 'vitest';
import { hourBars } from '../../../../../renderer/features/usage/hour-bars.ts';
import { at, snapshotOf } from '../../../../fixtures/snapshots.ts';
import { wordsOf } from '../../words.ts';

const { t, figures } = await wordsOf('zh-TW');
const SPAN = { startMs: at(0), endMs: at(24), nowMs: at(14, 40), timeZone: 'Asia/Taipei' };
const { hours } = snapshotOf(500_000_000, 100_000_000);

describe('a day by hour', () => {
  const bars = hourBars(hours, SPAN, t, figures);

  it('has a bar for every hour, known or not', () => {
    expect(bars).toHaveLength(24);
    expect(bars[9]?.label).toBe('09:00 至 10:00');
    expect(bars[23]?.label).toBe('23:00 至 00:00');
  });

  it('keeps what was not measured apart from nothing and from what is to come', () => {
    expect(bars[3]?.state).toBe('unmeasured');
    expect(bars[9]?.state).toBe('measured');
    expect(bars[15]?.state).toBe('future');
  });

  it('says how long an hour was measured, and what moved while locked', () => {
    expect(bars[12]?.extra).toEqual(['已量測 1 小時 0 分', '其中螢幕鎖定時 30 MB']);
  });

  it('marks an hour with a gap in it', () => {
    const withGap = hours.map((hour) => ({ ...hour, hasGap: true }));
    expect(hourBars(withGap, SPAN, t, figures)[9]?.state).toBe('partly');
  });

  it('shows bytes that were split into an hour by time, though no minute of it was measured', () => {
    const split = hours.map((hour) => ({ ...hour, measuredMinutes: 0, estimated: true }));
    expect(hourBars(split, SPAN, t, figures)[9]).toMatchObject({ state: 'measured', estimated: true });
  });

  it('has the hours that a day with a clock change has', () => {
    expect(hourBars([], { ...SPAN, endMs: at(23) }, t, figures)).toHaveLength(23);
  });

  it('takes the ledger’s rows as they are where the day begins within an hour', () => {
    const [first] = hours;
    const half = first ? [{ ...first, startMs: at(0, 30), rxBytes: 5 }] : [];
    const [bar, next] = hourBars(half, { ...SPAN, startMs: at(0, 30), endMs: at(24, 30) }, t, figures);
    expect(bar).toMatchObject({ label: '00:30 至 01:00', downBytes: 5, tick: null });
    expect(next?.label).toBe('01:00 至 02:00');
  });

  it('without any row is unmeasured up to now', () => {
    const states = hourBars([], SPAN, t, figures).map(({ state }) => state);
    expect(states.slice(13, 17)).toEqual(['unmeasured', 'unmeasured', 'future', 'future']);
  });
});
