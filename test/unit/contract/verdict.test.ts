import { describe, expect, it } from 'vitest';
import { forecastSentence, verdictOf } from '../../../electron/contract/verdict.ts';
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

  it('is the commission’s where its figure is the fuller, with what is left by it and no forecast of ours', () => {
    const forecast = { kind: 'not-today' } as const;
    const near = { ...SCENARIOS.officialNear.snapshot, forecast };
    const verdict = verdictOf(near, 'en');
    expect(verdict).toMatchObject({
      key: 'warnOfficial',
      byCommission: true,
      room: { key: 'left', bytes: 20_000_000 },
      values: { used: '980 MB', percent: '98%' },
    });
    expect(forecastSentence(near, verdict)).toBeNull();
    expect(verdictOf(SCENARIOS.officialFuller.snapshot, 'en')).toMatchObject({
      key: 'okOfficial',
      room: { key: 'left', bytes: 430_000_000 },
    });
  });

  it('is this PC’s where its own figure is the fuller', () => {
    expect(verdictOf(SCENARIOS.officialSame.snapshot, 'en')).toMatchObject({ key: 'ok', byCommission: false });
  });

  it('takes the commission’s warning also where this PC measures nothing', () => {
    const { official } = SCENARIOS.officialNear.snapshot;
    expect(verdictOf(unknownSnapshot({ official }), 'en')).toMatchObject({ key: 'warnOfficial', countedBytes: 980e6 });
  });

  it('takes no comfort from a figure of the commission’s that is stale, and says so; a warning of it stands', () => {
    const { snapshot } = SCENARIOS.officialStale;
    expect(verdictOf(snapshot, 'en')).toMatchObject({ key: 'over', outdated: true, values: { officialAt: '09:05' } });
    expect(verdictOf({ ...snapshot, doubtfulBytes: 60_000_000 }, 'en').key).toBe('overUnlessDoubtful');
    const official = { ...SCENARIOS.officialNear.snapshot.official, stale: true } as typeof snapshot.official;
    expect(verdictOf({ ...SCENARIOS.officialNear.snapshot, official }, 'en')).toMatchObject({
      key: 'warnOfficial',
      outdated: true,
    });
    expect(verdictOf(SCENARIOS.officialUnder.snapshot, 'en')).toMatchObject({ outdated: false });
  });

  it('puts no flat "over" or "reached" beside "possibly over"', () => {
    const { snapshot } = SCENARIOS.overDoubtful;
    const verdict = verdictOf(snapshot, 'en');
    expect(verdict.room).toEqual({ key: 'overByDoubtful', bytes: 120_000_000 });
    expect(forecastSentence(snapshot, verdict)).toEqual({ key: 'reachedDoubtful', time: '13:52' });
    const untimed = { ...snapshot, forecast: { kind: 'reached', atMs: null } as const };
    expect(forecastSentence(untimed, verdict)?.key).toBe('reachedDoubtfulUntimed');
  });

  it('stays unknown though the commission’s figure is under the cap', () => {
    const official = SCENARIOS.officialSame.snapshot.official;
    expect(verdictOf(unknownSnapshot({ official }), 'en').key).toBe('unknown');
  });
});
