import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../../../electron/contract/usage.ts';
import { mergedGaps } from '../../../../../renderer/features/usage/gaps.ts';
import { at } from '../../../../fixtures/snapshots.ts';

const gap = (fromMs: number, toMs: number, over: Partial<Gap> = {}): Gap => ({
  fromMs,
  toMs,
  maybeOff: false,
  reason: 'restarted',
  ...over,
});
const merged = (...gaps: Gap[]) => mergedGaps(gaps, at(0), at(24));

describe('gaps', () => {
  it('stay apart where a minute or more was measured between them', () => {
    expect(merged(gap(at(9), at(10)), gap(at(10, 2), at(11)))).toHaveLength(2);
  });

  it('that touch are one, with each reason once', () => {
    const [one, ...rest] = merged(
      gap(at(11, 30), at(11, 50), { reason: 'clock-unknown' }),
      gap(at(11, 20), at(11, 30)),
      gap(at(11, 50), at(12)),
    );
    expect(rest).toEqual([]);
    expect(one).toEqual({ fromMs: at(11, 20), toMs: at(12), maybeOff: false, reasons: ['restarted', 'clock-unknown'] });
  });

  it('may have been "off" only if every part may', () => {
    const off = { maybeOff: true };
    expect(merged(gap(at(1), at(2), off), gap(at(2), at(3), off))[0]?.maybeOff).toBe(true);
    expect(merged(gap(at(1), at(2), off), gap(at(2), at(3)))[0]?.maybeOff).toBe(false);
  });

  it('are held to the day', () => {
    const [overnight] = merged(gap(at(-6), at(8)));
    expect([overnight?.fromMs, overnight?.toMs]).toEqual([at(0), at(8)]);
    expect(merged(gap(at(-6), at(0)))).toEqual([]);
  });

  it('within a longer one do not shorten it', () => {
    const [one, ...rest] = merged(gap(at(9), at(12)), gap(at(10), at(11)));
    expect(rest).toEqual([]);
    expect(one?.toMs).toBe(at(12));
  });
});
