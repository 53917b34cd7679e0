import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../electron/contract/verdict.ts';
import { SCENARIOS } from '../../fixtures/scenarios.ts';
import { snapshotOf, unknownSnapshot } from '../../fixtures/snapshots.ts';

const keyOf = (name: keyof typeof SCENARIOS) => verdictOf(SCENARIOS[name].snapshot, 'zh-TW').key;

describe('the verdict', () => {
  it('follows the state where the commission has no figure', () => {
    expect(keyOf('ok')).toBe('ok');
    expect(keyOf('warn')).toBe('warn');
    expect(keyOf('over')).toBe('over');
    expect(keyOf('unknown')).toBe('unknown');
  });

  it('is the commission’s where its figure for today is over', () => {
    const { key, values } = verdictOf(SCENARIOS.officialOver.snapshot, 'zh-TW');
    expect(key).toBe('overOfficial');
    expect(values).toMatchObject({ used: '1.12 GB', percent: '112%', cap: '1 GB' });
  });

  it('says so where only this PC’s figure is over', () => {
    const { key, values } = verdictOf(SCENARIOS.officialUnder.snapshot, 'en');
    expect(key).toBe('overOfficialUnder');
    expect(values).toMatchObject({
      used: '1.06 GB',
      official: '570 MB',
      officialAt: expect.stringMatching(/^\d\d:\d\d$/),
    });
  });

  it('takes nothing from the commission’s figure for another day', () => {
    const { official } = SCENARIOS.officialOver.snapshot;
    const yesterday = { ...official, day: '2026-11-22' } as typeof official;
    expect(verdictOf(snapshotOf(1e8, 1e7, { official: yesterday }), 'en').key).toBe('ok');
  });

  it('is only "possibly over" where the doubtful bytes alone pass the cap', () => {
    const doubt = (doubtfulBytes: number) => verdictOf(snapshotOf(1_010_000_000, 0, { doubtfulBytes }), 'en').key;
    expect(doubt(10_000_000)).toBe('overUnlessDoubtful');
    expect(doubt(9_999_999)).toBe('over');
  });

  it('stays unknown though the commission’s figure is under the cap', () => {
    const official = SCENARIOS.officialSame.snapshot.official;
    expect(verdictOf(unknownSnapshot({ official }), 'en').key).toBe('unknown');
  });
});
