import { describe, expect, it } from 'vitest';
import { dayBars, daysUpTo, withToday } from '../../../../../renderer/features/usage/day-bars.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';
import { DAY, snapshotOf } from '../../../../fixtures/snapshots.ts';
import { wordsOf } from '../../words.ts';

const { t, figures } = await wordsOf('en');
const { history } = SCENARIOS.ok;

it('the days run to today, over the ends of months', () => {
  expect(daysUpTo('2026-03-01', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

describe('the last thirty days', () => {
  const bars = dayBars(history, DAY, t, figures);
  const barOf = (id: string) => bars.find((bar) => bar.id === id);

  it('are thirty, whatever the ledger holds', () => {
    expect(bars).toHaveLength(30);
    expect(dayBars([], DAY, t, figures)).toHaveLength(30);
  });

  it('tell "before the first record" from "not measured"', () => {
    expect(bars[0]?.state).toBe('none');
    expect(barOf('2026-11-22')?.state).toBe('unmeasured');
  });

  it('say nothing of days before the first record, though main gives a row for each', () => {
    const [row] = history;
    const blank = { ...(row as NonNullable<typeof row>), measured: false, hasGap: false, countedBytes: null };
    const rows = daysUpTo(DAY, 30).map((day) => history.find((each) => each.day === day) ?? { ...blank, day });
    expect(dayBars(rows, DAY, t, figures).map(({ state }) => state)).toEqual(bars.map(({ state }) => state));
  });

  it('show a day that the ledger skips as not measured', () => {
    const skipped = history.filter(({ day }) => day !== '2026-11-20');
    expect(dayBars(skipped, DAY, t, figures).find(({ id }) => id === '2026-11-20')?.state).toBe('unmeasured');
  });

  it('mark a day over the cap and one with a gap', () => {
    expect(barOf('2026-11-17')?.over).toBe(true);
    expect(history.find(({ day }) => day === '2026-11-17')?.countedBytes).toBeGreaterThan(1e9);
    expect(
      dayBars(
        history.map((day) => ({ ...day, hasGap: true })),
        DAY,
        t,
        figures,
      )[29]?.state,
    ).toBe('partly');
  });

  it('name today', () => {
    expect(barOf(DAY)?.label).toBe('23 November 2026 (today)');
    expect(bars.filter(({ tick }) => tick !== null).at(-1)?.id).toBe(DAY);
  });
});

describe('today in the history', () => {
  it('follows the snapshot and keeps its note', () => {
    const noted = history.map((day) => ({ ...day, note: 'kept' }));
    const today = withToday(noted, snapshotOf(1_300_000_000, 7)).at(-1);
    expect(today).toMatchObject({ rxBytes: 1_300_000_000, txBytes: 7, over: true, note: 'kept' });
  });

  it('is there on the first day, before the ledger has a day', () => {
    expect(withToday([], snapshotOf(5, 6))).toMatchObject([{ day: DAY, measured: true, rxBytes: 5, note: '' }]);
  });

  it('leaves the other days alone', () => {
    expect(withToday(history, snapshotOf(1, 1)).slice(0, -1)).toEqual(history.slice(0, -1));
  });
});
