import { expect, it } from 'vitest';
import { arcPath } from '../../../../../renderer/features/usage/gauge-arc.ts';

const PLACE = { centre: 100, radius: 80 };
/** "M x y A r r 0 large 1 x y" as its numbers. */
const numbers = (path: string) => path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];

it('nothing is drawn for no share', () => {
  expect(arcPath(PLACE, 0)).toBe('');
  expect(arcPath(PLACE, -1)).toBe('');
  expect(arcPath(PLACE, Number.NaN)).toBe('');
});

it('the whole arc ends opposite its start, level with it', () => {
  const [startX = 0, startY = 0, , , , large, , endX = 0, endY = 0] = numbers(arcPath(PLACE, 1));
  expect(startY).toBeCloseTo(endY, 2);
  expect(startX + endX).toBeCloseTo(200, 2);
  expect(large).toBe(1);
});

it('half of it ends at the top', () => {
  const [, , , , , large, , endX, endY] = numbers(arcPath(PLACE, 0.5));
  expect([endX, endY]).toEqual([100, 20]);
  expect(large).toBe(0);
});

it('more than the whole is drawn as the whole', () => {
  expect(arcPath(PLACE, 1.7)).toBe(arcPath(PLACE, 1));
});

it('every end lies on the circle', () => {
  for (let share = 0.05; share <= 1; share += 0.05) {
    const [x = 0, y = 0] = numbers(arcPath(PLACE, share)).slice(-2);
    expect(Math.hypot(x - 100, y - 100)).toBeCloseTo(80, 1);
  }
});
