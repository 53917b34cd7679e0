import { describe, expect, it } from 'vitest';
import { axisTop, type Bar, placeBars, stepTo } from '../../../../../renderer/features/usage/bars.ts';

const bar = (over: Partial<Bar>): Bar => ({
  id: '1',
  label: '',
  tick: null,
  state: 'measured',
  downBytes: 0,
  upBytes: 0,
  estimated: false,
  doubtful: false,
  over: false,
  extra: [],
  ...over,
});
const PLOT = { width: 300, height: 100, topBytes: 1000 };

describe('the axis', () => {
  it('ends at the next round figure', () => {
    expect(axisTop(142_000_000)).toBe(200_000_000);
    expect(axisTop(200_000_000)).toBe(200_000_000);
    expect(axisTop(230_000_000)).toBe(500_000_000);
    expect(axisTop(1_200_000_000)).toBe(2_000_000_000);
    expect(axisTop(600_000_000)).toBe(1_000_000_000);
  });

  it('never makes a few bytes look like much', () => {
    expect(axisTop(0)).toBe(1_000_000);
    expect(axisTop(800)).toBe(1_000_000);
  });
});

describe('bars', () => {
  it('stand on the floor, upload on download', () => {
    const [placed] = placeBars([bar({ downBytes: 600, upBytes: 200 })], PLOT);
    expect(placed?.down).toEqual({ y: 40, height: 60 });
    expect(placed?.up).toEqual({ y: 20, height: 20 });
  });

  it('never leave the plot', () => {
    const [placed] = placeBars([bar({ downBytes: 900, upBytes: 900 })], PLOT);
    expect((placed?.down.height ?? 0) + (placed?.up.height ?? 0)).toBe(100);
    expect(placed?.up.y).toBe(0);
  });

  it('of a few bytes can still be seen, and of none cannot', () => {
    const [few, none] = placeBars([bar({ downBytes: 1 }), bar({})], PLOT);
    expect(few?.down.height).toBeGreaterThan(1);
    expect([none?.down.height, none?.up.height]).toEqual([0, 0]);
  });

  it('are hatched where anything was not measured, and only there', () => {
    const states = ['measured', 'partly', 'unmeasured', 'future', 'none'] as const;
    const placed = placeBars(
      states.map((state) => bar({ state })),
      PLOT,
    );
    expect(placed.map(({ hatched }) => hatched)).toEqual([false, true, true, false, false]);
  });

  it('share the width without touching', () => {
    const placed = placeBars(
      Array.from({ length: 30 }, (_each, at) => bar({ id: String(at) })),
      PLOT,
    );
    for (const [at, { x, width }] of placed.entries()) {
      expect(x).toBeGreaterThanOrEqual(at * 10);
      expect(x + width).toBeLessThanOrEqual((at + 1) * 10);
    }
  });
});

describe('the keys', () => {
  it('step to the neighbours and the ends, and stop there', () => {
    expect(stepTo('ArrowRight', 3, 24)).toBe(4);
    expect(stepTo('ArrowRight', 23, 24)).toBe(23);
    expect(stepTo('ArrowLeft', 0, 24)).toBe(0);
    expect(stepTo('Home', 7, 24)).toBe(0);
    expect(stepTo('End', 7, 24)).toBe(23);
  });

  it('that mean nothing here are left to the browser', () => {
    expect(stepTo('Tab', 3, 24)).toBeNull();
  });
});
