import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../../../renderer/features/usage/standing.ts';
import { SCENARIOS, type ScenarioName } from '../../../../fixtures/scenarios.ts';

const standing = (name: ScenarioName) => standingOf(SCENARIOS[name].snapshot, 'zh-TW');

describe('the head of the page', () => {
  it('is red by the commission’s figure and by no other', () => {
    const red = (Object.keys(SCENARIOS) as ScenarioName[]).filter((name) => standing(name).tone === 'red');
    expect(red).toEqual(['officialOver']);
  });

  it('is amber over the cap by this PC’s own figure', () => {
    expect(standing('over').tone).toBe('amber');
    expect(standing('officialUnder').tone).toBe('amber');
  });

  it('shows no figure where none is known', () => {
    expect(standing('unknown')).toMatchObject({ tone: 'none', used: null });
  });

  it('shows the commission’s figure where that decides', () => {
    expect(standing('officialOver')).toMatchObject({ tone: 'red', used: '1.12 GB', percentText: '112%' });
    expect(standing('officialNear')).toMatchObject({ tone: 'amber', used: '980 MB', percentText: '98%' });
    expect(standing('officialFuller')).toMatchObject({ tone: 'calm', used: '570 MB', percentText: '57%' });
    expect(standing('officialSame')).toMatchObject({ tone: 'calm', used: '620 MB', percentText: '62%' });
  });
});
