import { describe, expect, it } from 'vitest';
import type { Language } from '../../../electron/contract/format.ts';
import type { SettingsProblem, SettingsView } from '../../../electron/contract/settings.ts';
import { type OfficialUsage, StatusReport, UsageSnapshot } from '../../../electron/contract/usage.ts';
import { BUILT_IN } from '../../../electron/settings/built-in.ts';
import { runStatus } from '../../../electron/shell/status-report.ts';
import { wordsIn } from '../../../electron/shell/words.ts';

const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00+08:00`);
const none = { rxBytes: 0, txBytes: 0 };
const some = { rxBytes: 1, txBytes: 2 };

const fine: UsageSnapshot = UsageSnapshot.parse({
  takenAtMs: at('14:32'),
  day: '2026-11-23',
  dayStartMs: at('00:00'),
  dayEndMs: at('00:00') + 86_400_000,
  timeZone: 'Asia/Taipei',
  state: 'ok',
  unknownReason: null,
  unknownDetail: null,
  counting: 'sum',
  capBytes: 1_000_000_000,
  countedBytes: 620_000_000,
  rxBytes: 412_000_000,
  txBytes: 208_000_000,
  percent: 62.08,
  leftBytes: 380_000_000,
  doubtfulBytes: 0,
  estimated: false,
  parts: {
    atWork: { rxBytes: 400_000_000, txBytes: 208_000_000 },
    locked: { rxBytes: 12_000_000, txBytes: 0 },
    beforeSignIn: none,
    otherAccounts: none,
    elsewhere: none,
    unknownNetwork: none,
  },
  networksConfigured: false,
  forecast: { kind: 'at', atMs: at('15:40') },
  measuredMinutes: 370,
  onMinutes: 480,
  gaps: [{ fromMs: at('09:10'), toMs: at('10:05'), maybeOff: false, reason: 'counters-unreadable' }],
  hours: [],
  adapters: [
    { key: 'a', name: 'eth0', kind: 'ethernet', counted: true, why: 'physical', present: true, network: 'municipal', rxBytes: 412_000_000, txBytes: 208_000_000 },
    { key: 'b', name: 'tun0', kind: 'vpn', counted: false, why: 'tunnel', present: false, network: 'unknown', rxBytes: 1, txBytes: 2 },
  ],
  official: { kind: 'not-set' },
  passedPercent: [],
});
const unknown: UsageSnapshot = {
  ...fine,
  state: 'unknown',
  unknownReason: 'counters-unreadable',
  unknownDetail: 'EACCES: /proc/net/dev',
  countedBytes: null,
  rxBytes: null,
  txBytes: null,
  percent: null,
  leftBytes: null,
  forecast: { kind: 'unknown', reason: 'not-measured' },
  adapters: [],
};
const over: UsageSnapshot = { ...fine, state: 'over', countedBytes: 1_000_000_001, percent: 100.00001, leftBytes: 0, forecast: { kind: 'reached', atMs: null } };
const official: Extract<OfficialUsage, { kind: 'figure' }> = {
  kind: 'figure',
  day: '2026-11-23',
  rxBytes: 1_000_000_000,
  txBytes: 50_000_000,
  countedBytes: 1_050_000_000,
  percent: 105,
  over: true,
  fetchedAtMs: at('14:20'),
  lastError: null,
};

const view: SettingsView = {
  values: BUILT_IN,
  sources: Object.fromEntries(Object.keys(BUILT_IN).map((key) => [key, 'built-in'])),
  problems: [],
  managedWhere: '/etc/citynet-desk/managed.json',
  managedPresent: true,
};
const badCap: SettingsProblem = { source: 'managed', where: view.managedWhere, field: 'capBytes', reason: 'wrong-unit', found: '1 GB' };
const typo: SettingsProblem = { ...badCap, field: 'capMB', reason: 'unknown-field', found: '1000', suggestion: 'capBytes' };
const versions = { app: '0.1.0', electron: '45.4.1', node: '20.20.2', os: 'linux 6.1' };

async function run(snapshot: UsageSnapshot | Error, { json = false, language = 'zh-TW' as Language, settingsView = view } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runStatus({
    takeSnapshot: () => (snapshot instanceof Error ? Promise.reject(snapshot) : snapshot),
    settingsView,
    versions,
    json,
    language,
    t: wordsIn(language),
    write: { out: (text) => out.push(text), err: (line) => err.push(line) },
  });
  return { code, out: out.join('\n'), err: err.join('\n'), errLines: err.length };
}

describe('--status --json', () => {
  it('prints the report of its schema and nothing else', async () => {
    const { code, out, err } = await run(fine, { json: true });
    const report = StatusReport.parse(JSON.parse(out));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(report).toMatchObject({
      schema: 1,
      takenAt: '2026-11-23T14:32:00+08:00',
      day: '2026-11-23',
      rxBytes: 412_000_000,
      txBytes: 208_000_000,
      countedBytes: 620_000_000,
      percent: 62,
      state: 'ok',
      forecast: { kind: 'at', at: '2026-11-23T15:40:00+08:00' },
      coverageMinutes: 370,
      onMinutes: 480,
      gaps: [{ from: '2026-11-23T09:10:00+08:00', to: '2026-11-23T10:05:00+08:00', maybeOff: false }],
      parts: fine.parts,
      adapters: fine.adapters,
      official: { kind: 'not-set' },
      problems: [],
      versions,
    });
  });

  it('rounds the percentage down, so that 100 is not said before the cap is passed', async () => {
    const { out } = await run({ ...fine, percent: 99.99 }, { json: true });
    expect(JSON.parse(out).percent).toBe(99.9);
  });

  it('says null and never 0 for what is not known', async () => {
    const { code, out, err } = await run(unknown, { json: true });
    expect(JSON.parse(out)).toMatchObject({ state: 'unknown', unknownReason: 'counters-unreadable', countedBytes: null, rxBytes: null, percent: null });
    expect(code).toBe(2);
    expect(err).toContain('EACCES');
  });

  it('prints the report though the managed settings are bad, with their problems', async () => {
    const { code, out, errLines } = await run(fine, { json: true, settingsView: { ...view, problems: [badCap, typo] } });
    const { suggestion: _, ...printed } = typo;
    expect(StatusReport.parse(JSON.parse(out)).problems).toEqual([badCap, printed]);
    expect({ code, errLines }).toEqual({ code: 2, errLines: 1 });
  });

  it('carries no path or figure that only a person should see: no notes, no hours', async () => {
    const { out } = await run(fine, { json: true });
    expect(Object.keys(JSON.parse(out)).sort()).toEqual(Object.keys(StatusReport.shape).sort());
  });
});

describe('the exit code', () => {
  it.each([
    ['fine', fine, 0],
    ['close to the cap', { ...fine, state: 'warn' as const }, 0],
    ['over by our own figure', over, 1],
    ["over by the commission's figure alone", { ...fine, official }, 1],
    ["within the cap by yesterday's official figure", { ...fine, official: { ...official, day: '2026-11-22' } }, 0],
    ['unknown: counters unreadable', unknown, 2],
    ['unknown: no adapter that counts', { ...unknown, unknownReason: 'no-counted-adapter' as const, unknownDetail: null }, 2],
    ['unknown: not measured yet', { ...unknown, unknownReason: 'not-measured-yet' as const, unknownDetail: null }, 2],
  ])('for %s', async (_, snapshot, expected) => {
    const { code, errLines } = await run(snapshot);
    expect(code).toBe(expected);
    expect(errLines).toBe(expected === 2 ? 1 : 0);
  });

  it('is 2 for bad managed settings even when the cap is passed, as the cap may be another', async () => {
    expect((await run(over, { settingsView: { ...view, problems: [badCap] } })).code).toBe(2);
  });

  it("is not touched by a person's own damaged settings, which the text mentions", async () => {
    const own: SettingsProblem = { source: 'you', where: '/home/x/settings.json', field: '', reason: 'damaged', found: 'settings.json.damaged-1' };
    const { code, out } = await run(fine, { settingsView: { ...view, problems: [own] } });
    expect(code).toBe(0);
    expect(out).toMatch(/個人設定（\/home\/x\/settings.json）.*damaged-1/);
  });

  it('is 2 with the reason in one line and nothing printed where the reading fails', async () => {
    const { code, out, err } = await run(new Error('disk\non fire'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/disk on fire.*請/);
  });
});

it('prints no report that breaks its own schema, and says so', async () => {
  const { code, out, err } = await run({ ...fine, day: 'today' }, { json: true });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('day');
});

describe('the line on standard error', () => {
  it.each([
    ['zh-TW', 'built-in', /^機關設定（\/etc\/citynet-desk\/managed\.json） capBytes：.*1 GB.*另有 1 項.*內建值.*修正/],
    ['zh-TW', 'last-good', /先前有效之機關設定執行/],
    ['en', 'built-in', /^The agency's settings \(\/etc\/citynet-desk\/managed\.json\): capBytes: .*1 GB.*and 1 more.*built-in values.*mend/],
    ['en', 'last-good', /last good ones are in force/],
  ] as const)('names file, field, reason, find and remedy (%s, %s)', async (language, source, expected) => {
    const settingsView = { ...view, sources: { ...view.sources, capBytes: source }, problems: [badCap, typo] };
    const { err, errLines } = await run(fine, { language, settingsView });
    expect(err).toMatch(expected);
    expect(errLines).toBe(1);
    expect(err).not.toContain('\n');
  });

  it('says which name was most likely meant', async () => {
    expect((await run(fine, { settingsView: { ...view, problems: [typo] } })).err).toMatch(/capMB：.*「capBytes」/);
  });
});

describe('the text', () => {
  it("says the page's sentences in the page's order", async () => {
    const { out } = await run(fine);
    expect(out.split('\n').slice(0, 8)).toEqual([
      '市網通 · 115 年 11 月 23 日 14:32',
      '',
      '今日本機量測 620 MB，為每日上限 1 GB 之 62%；此為本機估計值，以智發會紀錄為準。',
      '照今日步調，約 15:40 達上限。',
      '',
      '下載 412 MB，上傳 208 MB',
      '距上限尚餘：380 MB',
      '量測時間：6 小時 10 分，開機 8 小時 0 分',
    ]);
    expect(out).toContain('09:10 至 10:05 未量測，該時段用量不明，並非 0。');
    expect(out).toContain('  螢幕鎖定時：下載 12 MB，上傳 0 位元組');
    expect(out).toContain('  eth0 · 有線網路 · 計算 · 下載 412 MB，上傳 208 MB');
    expect(out).toContain('  tun0（目前不在） · VPN · 不計算 · ');
    expect(out).not.toMatch(/其他帳號|智發會之用量服務/);
  });

  it('says why nothing is known, and no figure', async () => {
    const { out } = await run(unknown);
    expect(out).toContain('今日用量不明，並非 0');
    expect(out).toContain('EACCES: /proc/net/dev');
    expect(out).not.toMatch(/距上限尚餘|達上限。/);
  });

  it("leaves the judgement to the commission where this PC's figure is over", async () => {
    const { out } = await run(over);
    expect(out).toContain('今日本機量測已逾 1 GB；是否違反規範由智發會認定。如因公務所需，請洽智發會說明。');
    expect(out).toContain('已逾上限：1 位元組');
    expect(out).toContain('今日已達上限，確切時間不明。');
  });

  it("puts the commission's figure beside ours with its age", async () => {
    expect((await run({ ...fine, official })).out).toMatch(/智發會紀錄：1\.05 GB，為上限之 105%（14:20 取得）/);
    const stale = { ...fine, official: { ...official, lastError: 'refused: HTTP 500' } };
    expect((await run(stale)).out).toContain('最近一次更新未成功');
  });

  it('counts the gaps that it does not list', async () => {
    const [gap] = fine.gaps;
    const { out } = await run({ ...fine, gaps: Array.from({ length: 8 }, () => gap as NonNullable<typeof gap>) });
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
    { ...official, over: false, percent: 5 },
    { ...official, day: '2026-11-22' },
  ];
  const problems = (['unreadable', 'not-json', 'damaged', 'unknown-field', 'missing-field', 'wrong-type', 'wrong-unit', 'out-of-range', 'not-ascending', 'no-such-time-zone', 'https-required', 'bad-value', 'not-root-owned', 'writable-by-others'] as const).map(
    (reason) => ({ ...badCap, reason }),
  );
  const all: UsageSnapshot[] = [
    ...forecasts.map((forecast) => ({ ...fine, forecast })),
    ...officials.flatMap((usage) => [{ ...fine, official: usage }, { ...over, official: usage }]),
    ...(['counters-unreadable', 'not-measured-yet', 'no-counted-adapter'] as const).map((unknownReason) => ({ ...unknown, unknownReason })),
    { ...over, doubtfulBytes: 500_000_000, estimated: true },
    { ...fine, state: 'warn', counting: 'each-direction', networksConfigured: true, gaps: fine.gaps.map((gap) => ({ ...gap, maybeOff: true })) },
    { ...fine, parts: { ...fine.parts, beforeSignIn: some, otherAccounts: some, elsewhere: some, unknownNetwork: some } },
    ...fine.adapters.flatMap((adapter) =>
      (['wifi', 'mobile', 'other-physical', 'loopback', 'virtual-machine', 'container', 'bridge', 'filter', 'other-virtual'] as const).map(
        (kind) => ({ ...fine, adapters: [{ ...adapter, kind }] }),
      ),
    ),
  ];

  it.each(['zh-TW', 'en'] as const)('has words for everything that can be said in %s', async (language) => {
    for (const snapshot of all) {
      const { out, err } = await run(snapshot, { language, settingsView: { ...view, problems } });
      // A missing word shows as its key, a missing value as its braces.
      expect(out + err).not.toMatch(/\b(usage|cli|ui|verdict|status|problem|forecast|official|adapters|parts|reading|unknown|gap|figure)[:.][a-zA-Z-]+|\{\{|undefined/);
    }
  });
});
