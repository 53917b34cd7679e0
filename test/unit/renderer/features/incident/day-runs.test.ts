import { expect, test } from 'vitest';
import { dayRuns } from '../../../../../renderer/features/incident/day-runs.ts';

test.each([
  [[1, 2, 3, 4, 5], '1-5'],
  [[5, 1, 4, 2, 3], '1-5'],
  [[1, 2, 3, 4, 5, 6, 7], '1-7'],
  [[1, 2], '1 2'],
  [[1, 2, 4, 5, 6], '1 2 4-6'],
  [[7], '7'],
  [[], ''],
])('the days %j are told as %s', (days, told) => {
  expect(
    dayRuns(days)
      .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
      .join(' '),
  ).toBe(told);
});
