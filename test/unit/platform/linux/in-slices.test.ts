import { expect, test } from 'vitest';
import { inSlices } from '../../../../electron/platform/linux/in-slices.ts';

function* busy(steps: number, stepMs: number): Generator<void> {
  for (let step = 0; step < steps; step++) {
    const endsAtMs = performance.now() + stepMs;
    while (performance.now() < endsAtMs);
    yield;
  }
}

test('other work goes on between the slices', async () => {
  let turns = 0;
  const ticking = setInterval(() => {
    turns++;
  }, 1);
  expect(await inSlices(busy(60, 1), 5, performance.now() + 10_000)).toBe(true);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(5);
});

test('what was asked for in the same moment is done first', async () => {
  const order: string[] = [];
  const steps = (function* () {
    order.push('searched');
    yield;
  })();
  const searched = inSlices(steps, 5, performance.now() + 1000);
  await Promise.resolve().then(() => order.push('cut'));
  await searched;
  expect(order).toEqual(['cut', 'searched']);
});

test('a search that would not end is broken off at its bound', async () => {
  const startedAtMs = performance.now();
  expect(await inSlices(busy(Number.POSITIVE_INFINITY, 1), 5, startedAtMs + 50)).toBe(false);
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});

test('what the search throws is thrown on', async () => {
  const steps = (function* () {
    yield;
    throw new Error('no such table');
  })();
  await expect(inSlices(steps, 5, performance.now() + 1000)).rejects.toThrow('no such table');
});
