import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../../electron/contract/app.ts';
import { bannersOf, problemsBySource } from '../../../../../renderer/features/notices/banners-of.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

const threshold = (percent: number): Notice => ({ kind: 'threshold', id: `t${percent}`, day: '2026-11-23', percent });

describe('banners', () => {
  it('show the highest threshold alone, and dismissing it dismisses all', () => {
    const [shown, ...rest] = bannersOf([threshold(70), threshold(95), threshold(85)]);
    expect(rest).toEqual([]);
    expect(shown?.notice).toEqual(threshold(95));
    expect(shown?.ids.toSorted()).toEqual(['t70', 't85', 't95']);
  });

  it('put what needs attention before what is good to know', () => {
    const shown = bannersOf([
      { kind: 'closes-to-tray', id: 'a' },
      { kind: 'cannot-save', id: 'b', detail: '' },
    ]);
    expect(shown.map(({ notice }) => notice.kind)).toEqual(['cannot-save', 'closes-to-tray']);
  });

  it('gather the problems of one source', () => {
    const { problems } = SCENARIOS.problems.settings;
    const [group, ...rest] = problemsBySource(problems);
    expect(rest).toEqual([]);
    expect(group?.problems).toEqual(problems);
  });
});
