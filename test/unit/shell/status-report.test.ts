import { describe, expect, it } from 'vitest';
import type { SettingsProblem } from '../../../electron/contract/settings.ts';
import { StatusReport } from '../../../electron/contract/usage.ts';
import { badCap, fine, official, over, runOn, typo, unknown, versions, view } from '../../fixtures/status.ts';

describe('--status --json', () => {
  it('prints the report of its schema and nothing else', async () => {
    const { code, out, err } = await runOn(fine, { json: true });
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
      adapters: fine.adapters.map(({ key: _, ...adapter }) => adapter),
      official: { kind: 'not-set' },
      problems: [],
      versions,
    });
  });

  it('rounds the percentage down, so that 100 is not said before the cap is passed', async () => {
    const { out } = await runOn({ ...fine, percent: 99.99 }, { json: true });
    expect(JSON.parse(out).percent).toBe(99.9);
  });

  it('says null and never 0 for what is not known', async () => {
    const { code, out, err } = await runOn(unknown, { json: true });
    expect(JSON.parse(out)).toMatchObject({
      state: 'unknown',
      unknownReason: 'counters-unreadable',
      countedBytes: null,
      rxBytes: null,
      percent: null,
    });
    expect(code).toBe(2);
    expect(err).toContain('EACCES');
  });

  it('prints the report though the managed settings are bad, with their problems', async () => {
    const { code, out, errLines } = await runOn(fine, {
      json: true,
      settingsView: { ...view, problems: [badCap, typo] },
    });
    const { suggestion: _, ...printed } = typo;
    expect(StatusReport.parse(JSON.parse(out)).problems).toEqual([badCap, printed]);
    expect({ code, errLines }).toEqual({ code: 2, errLines: 1 });
  });

  it('names adapters by name and kind, never by what identifies the hardware', async () => {
    const [first] = fine.adapters;
    const adapters = [{ ...(first as NonNullable<typeof first>), key: '52:54:00:12:34:56 0000:00:03.0' }];
    expect((await runOn({ ...fine, adapters }, { json: true })).out).not.toContain('52:54');
  });

  it('carries no path or figure that only a person should see: no notes, no hours', async () => {
    const { out } = await runOn(fine, { json: true });
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
    [
      'unknown: no adapter that counts',
      { ...unknown, unknownReason: 'no-counted-adapter' as const, unknownDetail: null },
      2,
    ],
    ['unknown: not measured yet', { ...unknown, unknownReason: 'not-measured-yet' as const, unknownDetail: null }, 2],
  ])('for %s', async (_, snapshot, expected) => {
    const { code, errLines } = await runOn(snapshot);
    expect(code).toBe(expected);
    expect(errLines).toBe(expected === 2 ? 1 : 0);
  });

  it('is 2 for bad managed settings even when the cap is passed, as the cap may be another', async () => {
    expect((await runOn(over, { settingsView: { ...view, problems: [badCap] } })).code).toBe(2);
  });

  it("is not touched by a person's own damaged settings, which the text mentions", async () => {
    const own: SettingsProblem = {
      source: 'you',
      where: '/home/x/settings.json',
      field: '',
      reason: 'damaged',
      found: 'settings.json.damaged-1',
    };
    const { code, out } = await runOn(fine, { settingsView: { ...view, problems: [own] } });
    expect(code).toBe(0);
    expect(out).toMatch(/個人設定（\/home\/x\/settings.json）.*damaged-1/);
  });

  it('is 2 with the reason in one line and nothing printed where the reading fails', async () => {
    const { code, out, err } = await runOn(new Error('disk\non fire'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/disk on fire.*請/);
  });
});

it('prints no report that breaks its own schema, and says so', async () => {
  const { code, out, err } = await runOn({ ...fine, day: 'today' }, { json: true });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('day');
});

describe('the line on standard error', () => {
  it.each([
    ['zh-TW', 'built-in', /^機關設定（\/etc\/citynet-desk\/managed\.json） capBytes：.*1 GB.*另有 1 項.*內建值.*修正/],
    ['zh-TW', 'last-good', /先前有效之機關設定執行/],
    [
      'en',
      'built-in',
      /^The agency's settings \(\/etc\/citynet-desk\/managed\.json\): capBytes: .*1 GB.*and 1 more.*built-in values.*mend/,
    ],
    ['en', 'last-good', /last good ones are in force/],
  ] as const)('names file, field, reason, find and remedy (%s, %s)', async (language, source, expected) => {
    const settingsView = { ...view, sources: { ...view.sources, capBytes: source }, problems: [badCap, typo] };
    const { err, errLines } = await runOn(fine, { language, settingsView });
    expect(err).toMatch(expected);
    expect(errLines).toBe(1);
    expect(err).not.toContain('\n');
  });

  it('says which name was most likely meant', async () => {
    expect((await runOn(fine, { settingsView: { ...view, problems: [typo] } })).err).toMatch(/capMB：.*「capBytes」/);
  });
});
