import { describe, expect, it } from 'vitest';
import type { OfficialUsage, UsageSnapshot } from '../../../electron/contract/usage.ts';
import { at, badCap, fine, official, over, runOn, some, unknown, view } from '../../fixtures/status.ts';

describe('the text', () => {
  it("says the page's sentences in the page's order", async () => {
    const { out } = await runOn(fine);
    expect(out.split('\n').slice(0, 8)).toEqual([
      '市網通 · 115 年 11 月 23 日 14:32',
      '',
      '今日本機量測 620 MB，為每日上限 1 GB 之 62%；此為本機估計值，以智發會紀錄為準。',
      expect.stringContaining('15:40'),
      '',
      expect.stringMatching(/412 MB.*208 MB/),
      expect.stringMatching(/：380 MB$/),
      expect.stringMatching(/6 小時 10 分.*8 小時 0 分/),
    ]);
    expect(out).toContain('09:10 至 10:05 未量測，該時段用量不明，並非 0。');
    expect(out).toContain('  螢幕鎖定時：下載 12 MB，上傳 0 位元組');
    expect(out).toContain('  eth0 · 有線網路 · 計算 · 下載 412 MB，上傳 208 MB');
    expect(out).toContain('  tun0（目前不在） · VPN · 不計算 · ');
    expect(out).not.toMatch(/其他帳號|智發會之用量服務/);
  });

  it('says why nothing is known, and no figure', async () => {
    const { out } = await runOn(unknown);
    expect(out).toContain('今日用量不明，並非 0');
    expect(out).toContain('EACCES: /proc/net/dev');
    expect(out).not.toMatch(/距上限尚餘|達上限。/);
  });

  it("leaves the judgement to the commission where this PC's figure is over", async () => {
    const { out } = await runOn(over);
    expect(out).toContain('今日本機量測已逾 1 GB；是否違反規範由智發會認定。如因公務所需，請洽智發會說明。');
    expect(out).toContain('已逾上限：1 位元組');
    expect(out).toContain('今日已達上限，確切時間不明。');
  });

  it("puts the commission's figure beside ours with its age", async () => {
    expect((await runOn({ ...fine, official })).out).toMatch(/智發會紀錄：1\.05 GB，為上限之 105%（14:20 取得）/);
    const stale = { ...fine, official: { ...official, stale: true } };
    expect((await runOn(stale)).out).toContain('其後未能更新');
  });

  it("says no forecast and no rest of this PC's own where the commission's figure is over", async () => {
    const { out } = await runOn({ ...fine, official });
    expect(out).toContain('本機量測：620 MB');
    expect(out).not.toMatch(/步調|距上限尚餘/);
  });

  it("gives what is left by the commission's figure where that is the fuller, and no forecast of our own", async () => {
    const near = { ...official, over: false, countedBytes: 980_000_000, percent: 98 };
    const { out, code } = await runOn({ ...fine, official: near });
    expect(code).toBe(0);
    expect(out).toContain('距上限尚餘：20 MB');
    expect(out).toContain('本機量測：620 MB');
    expect(out).not.toContain('步調');
  });

  it('has words for what several adapters add up to', async () => {
    const [eth0] = fine.adapters;
    const { out } = await runOn({ ...fine, adapters: [{ ...(eth0 as NonNullable<typeof eth0>), name: '' }] });
    expect(out).toContain('  其餘介面（合計） · ');
  });

  it('counts the gaps that it does not list', async () => {
    const [gap] = fine.gaps;
    const { out } = await runOn({ ...fine, gaps: Array.from({ length: 8 }, () => gap as NonNullable<typeof gap>) });
    expect(out.match(/該時段用量不明/g)).toHaveLength(5);
    expect(out).toContain('另有 3 段未量測');
  });

  const forecasts: UsageSnapshot['forecast'][] = [
    { kind: 'not-today' },
    { kind: 'unknown', reason: 'too-early' },
    { kind: 'unknown', reason: 'unsteady' },
    { kind: 'unknown', reason: 'not-measured' },
    { kind: 'reached', atMs: at('13:00') },
  ];
  const officials: OfficialUsage[] = [
    { kind: 'waiting' },
    ...(['unreachable', 'refused', 'not-understood', 'certificate', 'too-large', 'late'] as const).map(
      (reason) => ({ kind: 'error', reason, detail: 'words', atMs: at('14:00') }) as const,
    ),
    official,
    { ...official, over: false, warn: false, countedBytes: 50_000_000, percent: 5 },
    { ...official, over: false, countedBytes: 980_000_000, percent: 98 },
    { ...official, over: false, warn: false, countedBytes: 650_000_000, percent: 65, stale: true },
    { ...official, day: '2026-11-22' },
  ];
  const problems = (
    [
      'unreadable',
      'not-json',
      'damaged',
      'unknown-field',
      'missing-field',
      'wrong-type',
      'wrong-unit',
      'out-of-range',
      'not-ascending',
      'no-such-time-zone',
      'https-required',
      'bad-value',
      'not-root-owned',
      'writable-by-others',
    ] as const
  ).map((reason) => ({ ...badCap, reason }));
  const all: UsageSnapshot[] = [
    ...forecasts.map((forecast) => ({ ...fine, forecast })),
    ...officials.flatMap((usage) => [
      { ...fine, official: usage },
      { ...over, official: usage },
    ]),
    ...(['counters-unreadable', 'not-measured-yet', 'no-counted-adapter'] as const).map((unknownReason) => ({
      ...unknown,
      unknownReason,
    })),
    { ...over, doubtfulBytes: 500_000_000, estimated: true },
    {
      ...fine,
      state: 'warn',
      counting: 'each-direction',
      networksConfigured: true,
      gaps: fine.gaps.map((gap) => ({ ...gap, maybeOff: true })),
    },
    {
      ...fine,
      parts: { ...fine.parts, beforeSignIn: some, otherAccounts: some, elsewhere: some, unknownNetwork: some },
    },
    ...fine.adapters.flatMap((adapter) =>
      (
        [
          'wifi',
          'mobile',
          'other-physical',
          'loopback',
          'virtual-machine',
          'container',
          'bridge',
          'filter',
          'other-virtual',
        ] as const
      ).map((kind) => ({ ...fine, adapters: [{ ...adapter, kind }] })),
    ),
  ];

  it.each(['zh-TW', 'en'] as const)('has words for everything that can be said in %s', async (language) => {
    for (const snapshot of all) {
      const { out, err } = await runOn(snapshot, { language, settingsView: { ...view, problems } });
      // A missing word shows as its key, a missing value as its braces.
      expect(out + err).not.toMatch(
        /\b(usage|cli|ui|verdict|status|problem|forecast|official|adapters|parts|reading|unknown|gap|figure)[:.][a-zA-Z-]+|\{\{|undefined/,
      );
    }
  });
});
