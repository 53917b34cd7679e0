import { describe, expect, it } from 'vitest';
import { WriteBudget } from '../../../../electron/features/usage/write-budget.ts';

/** Bytes written in `minutes` of readings every 15 s, with lines of this length. */
function writtenBytes(lineBytes: number, minutes: number): number {
  const budget = new WriteBudget();
  let written = 0;
  for (let ms = 0; ms < minutes * 60_000; ms += 15_000) {
    if (!budget.isDue(ms)) continue;
    budget.spend(['x'.repeat(lineBytes)]);
    written += lineBytes;
  }
  return written;
}

describe('the write budget', () => {
  it('lets a short line through once a minute', () => {
    expect(writtenBytes(2_500, 60)).toBe(60 * 2_500);
  });

  it('holds 4 KiB a minute on average with lines of any length, after a first burst', () => {
    for (const lineBytes of [5_000, 20_000, 100_000])
      expect(writtenBytes(lineBytes, 600)).toBeLessThanOrEqual(600 * 4096 + 65_536 + lineBytes);
  });

  it('begins anew with another boot', () => {
    const budget = new WriteBudget();
    expect([budget.isDue(9_000_000), budget.isDue(9_030_000), budget.isDue(1_000), budget.isDue(2_000)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
