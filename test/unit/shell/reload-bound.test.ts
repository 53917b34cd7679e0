import { expect, it } from 'vitest';
import { ReloadBound } from '../../../electron/shell/reload-bound.ts';

it('lets a page be reloaded three times in any minute and no more', () => {
  let nowMs = 0;
  const bound = new ReloadBound(() => nowMs);
  const at = (ms: number) => {
    nowMs = ms;
    return bound.allows();
  };
  expect([at(0), at(20_000), at(40_000), at(59_999)]).toEqual([true, true, true, false]);
  // The first one is a minute past; what was refused did not count.
  expect([at(60_000), at(60_001), at(80_000), at(99_999)]).toEqual([true, false, true, false]);
});
