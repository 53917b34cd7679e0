import { describe, expect, it } from 'vitest';
import { countedBytes, passedPercents, standingOf } from '../../../../electron/features/usage/cap.ts';

const GB = 1_000_000_000;
const rule = { capBytes: GB, warnAtPercent: [85, 70, 95] };
const fine = { readable: true, hasCountedAdapter: true };

describe('the cap', () => {
  it('holds upload plus download, or the larger of the two, by the reading in force', () => {
    const traffic = { rxBytes: 700_000_000, txBytes: 400_000_000 };
    expect(countedBytes('sum', traffic)).toBe(1_100_000_000);
    expect(countedBytes('each-direction', traffic)).toBe(700_000_000);
  });

  it('is passed by one byte more, not by reaching it', () => {
    expect(standingOf(GB, rule, fine).state).toBe('warn');
    expect(standingOf(GB + 1, rule, fine).state).toBe('over');
    expect(passedPercents(GB, GB, [70])).toEqual([70]);
    expect(passedPercents(GB + 1, GB, [70])).toEqual([70, 100]);
  });

  it('warns from the lowest threshold on, to the byte', () => {
    expect(standingOf(699_999_999, rule, fine).state).toBe('ok');
    expect(standingOf(700_000_000, rule, fine).state).toBe('warn');
    expect(passedPercents(950_000_000, GB, rule.warnAtPercent)).toEqual([70, 85, 95]);
  });

  it('gives no verdict while the counters cannot be read, but what is over stays over', () => {
    const unreadable = { ...fine, readable: false };
    expect(standingOf(5, rule, unreadable)).toEqual({ state: 'unknown', unknownReason: 'counters-unreadable' });
    expect(standingOf(GB + 1, rule, unreadable).state).toBe('over');
  });

  it('tells not measured yet from no adapter that counts', () => {
    expect(standingOf(null, rule, fine).unknownReason).toBe('not-measured-yet');
    expect(standingOf(null, rule, { ...fine, hasCountedAdapter: false }).unknownReason).toBe('no-counted-adapter');
  });
});
