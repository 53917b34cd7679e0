import { describe, expect, it } from 'vitest';
import { PolicySettings } from '../../../../../electron/contract/settings.ts';
import { POLICY_KEYS, policyLines } from '../../../../../renderer/features/settings/policy-values.ts';
import { SETTINGS } from '../../../../fixtures/scenarios.ts';
import { wordsOf } from '../../words.ts';

const { t, figures } = await wordsOf('zh-TW');
const lines = (key: (typeof POLICY_KEYS)[number], over: Partial<PolicySettings> = {}) =>
  policyLines(key, { ...SETTINGS.values, ...over }, t, figures);

describe('the agency’s settings in words', () => {
  it('leave out none that the contract has', () => {
    expect([...POLICY_KEYS].sort()).toEqual(Object.keys(PolicySettings.shape).sort());
  });

  it('each have something to read', () => {
    for (const key of POLICY_KEYS) expect(lines(key).join('')).not.toBe('');
  });

  it('give the cap in round and in exact figures', () => {
    expect(lines('capBytes')).toEqual(['1 GB（1,000,000,000 位元組）']);
  });

  it('say what follows where no network list is set', () => {
    expect(lines('networks', { networks: [] })).toEqual(['未設定；全部流量均視為市政網路流量']);
  });

  it('say that there is no warning rather than nothing', () => {
    expect(lines('warnAtPercent')).toEqual(['達上限之 70%、85%、95% 時']);
    expect(lines('warnAtPercent', { warnAtPercent: [] })).toEqual(['無']);
  });
});
