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

  it('say where the rules come from, and what must have signed them', () => {
    const { rules } = SETTINGS.values;
    expect(lines('rules', { rules: { ...rules, url: null } })).toEqual(['未設定；使用內建之規範']);
    const set = lines('rules', { rules: { ...rules, url: 'https://rules.example/', publicKey: null, checkHours: 6 } });
    expect(set.slice(0, 2)).toEqual(['每 6 小時查詢一次：https://rules.example/', '未設定金鑰，不驗證簽章']);
    expect(lines('rules', { rules: { ...rules, url: 'https://rules.example/', publicKey: 'KEY' } })[1]).toContain(
      'KEY',
    );
  });

  it('say when the acknowledgement is due, on which letter, and that nobody is reminded without a date', () => {
    const { acknowledgement } = SETTINGS.values;
    const none = { ...acknowledgement, basis: null, renewal: null, askWhom: null };
    expect(lines('acknowledgement', { acknowledgement: none })).toEqual([
      '未設定依據',
      '未設定週期，不提醒',
      '僅以受保護之金鑰簽署',
    ]);
    const renewal = { kind: 'calendar-year', dueOn: '03-31' } as const;
    const set = { ...none, renewal, basis: '某函', remindDaysBefore: [30, 7], allowUnprotectedKey: true };
    expect(lines('acknowledgement', { acknowledgement: set })).toEqual([
      '依據：某函',
      '每年 03-31 以前確認一次',
      '期限前 30、7 日提醒',
      '無金鑰保管庫之電腦，允許以未受保護之金鑰簽署，並載明於收據',
    ]);
  });
});
