import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Settings, SettingsView } from '../../../electron/contract/settings.ts';
import type { ManagedSource } from '../../../electron/platform/platform.ts';
import { BUILT_IN } from '../../../electron/settings/built-in.ts';
import { SettingsStore } from '../../../electron/settings/settings-store.ts';

const where = '/etc/citynet-desk/managed.json';
const absent: ManagedSource = { kind: 'absent', where };
const managed = (value: unknown): ManagedSource => ({ kind: 'found', where, encoding: 'json', value });

let folder: string;
let source: ManagedSource;
const platform = { readManaged: () => source };
const open = (readOnly = false) => new SettingsStore({ platform, folder, readOnly });
const inFolder = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  source = absent;
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the layers', () => {
  it('holds the built-in values where nobody has set anything', () => {
    const store = open();
    expect(store.values).toEqual(BUILT_IN);
    expect(new Set(Object.values(store.view().sources))).toEqual(new Set(['built-in']));
    expect(Object.keys(store.view().sources).sort()).toEqual(Object.keys(Settings.shape).sort());
    expect(store.view()).toMatchObject({ problems: [], managedWhere: where, managedPresent: false });
  });

  it('names no agency, phone, network or address of its own', () => {
    expect(BUILT_IN).toMatchObject({ agencyName: '', networks: [], officialUsage: null, caFile: null });
    expect(BUILT_IN.commission.phone).toBe('');
    expect(BUILT_IN).toMatchObject({
      capBytes: 1_000_000_000,
      counting: 'sum',
      dayStartsAt: '00:00',
      timeZone: 'Asia/Taipei',
    });
  });

  it('puts managed values above built-in ones and says so', () => {
    source = managed({ capBytes: 2_000_000_000, theme: 'dark' });
    const store = open();
    expect(store.values).toEqual({ ...BUILT_IN, capBytes: 2_000_000_000, theme: 'dark' });
    expect(store.view().sources).toMatchObject({ capBytes: 'managed', theme: 'managed', counting: 'built-in' });
    expect(SettingsView.parse(store.view())).toEqual(store.view());
  });

  it("keeps a person's own choice across starts", async () => {
    const view = await open().set({ language: 'en' });
    expect(view.values.language).toBe('en');
    const again = open();
    expect(again.values.language).toBe('en');
    expect(again.view().sources).toMatchObject({ language: 'you', theme: 'built-in' });
  });

  it('locks a personal setting that is managed, and gives it back when it no longer is', async () => {
    await open().set({ theme: 'light' });
    source = managed({ theme: 'dark' });
    const store = open();
    expect(store.values.theme).toBe('dark');
    await expect(store.set({ theme: 'light' })).rejects.toMatchObject({ code: 'managed-setting', field: 'theme' });
    await expect(store.set({ language: 'en', theme: 'light' })).rejects.toMatchObject({ field: 'theme' });
    expect(store.values).toMatchObject({ theme: 'dark', language: 'system' });
    source = absent;
    store.reloadManaged();
    expect(store.values.theme).toBe('light');
  });

  it('takes no policy setting from a person', async () => {
    await expect(open().set({ capBytes: 5e12 } as never)).rejects.toThrow(/capBytes/);
  });

  it('keeps every one of several changes made at once', async () => {
    const store = open();
    await Promise.all([store.set({ language: 'en' }), store.set({ theme: 'dark' }), store.set({ toasts: false })]);
    expect(open().values).toMatchObject({ language: 'en', theme: 'dark', toasts: false });
  });

  it('changes nothing where the change cannot be saved, and says so', async () => {
    mkdirSync(inFolder('settings.json'));
    const store = open();
    expect(store.view().problems).toMatchObject([{ source: 'you', reason: 'unreadable', field: '' }]);
    await expect(store.set({ theme: 'dark' })).rejects.toMatchObject({ code: 'cannot-save' });
    expect(store.values.theme).toBe('system');
    rmSync(inFolder('settings.json'), { recursive: true });
    expect((await store.set({ theme: 'dark' })).values.theme).toBe('dark');
  });
});

describe("a person's damaged file", () => {
  it.each([
    '{"schema":1,"values":{"theme":"da',
    '[]',
    '{"schema":1,"values":{"theme":"sepia"}}',
    '{"schema":2,"values":{}}',
    '',
  ])('is set aside with its content %j, and the built-in values hold', (content) => {
    writeFileSync(inFolder('settings.json'), content);
    const store = open();
    expect(store.values).toEqual(BUILT_IN);
    const [problem] = store.view().problems;
    expect(problem).toMatchObject({ source: 'you', reason: 'damaged', where: inFolder('settings.json') });
    expect(readFileSync(problem?.found ?? '', 'utf8')).toBe(content);
    expect(existsSync(inFolder('settings.json'))).toBe(false);
  });

  it('stays where it is for a reader that must not write', () => {
    writeFileSync(inFolder('settings.json'), '{');
    expect(open(true).view().problems).toMatchObject([{ reason: 'damaged' }]);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
});

describe('bad managed settings', () => {
  const bad = managed({ capBytes: 0, theme: 'dark' });

  it('leave the built-in values in force where there never were good ones', () => {
    source = bad;
    const view = open().view();
    expect(view.values).toEqual(BUILT_IN);
    expect(view.problems).toEqual([
      { source: 'managed', where, field: 'capBytes', reason: 'out-of-range', found: '0' },
    ]);
    expect(view.managedPresent).toBe(true);
  });

  it('leave the last good values in force, whole, locked, and across starts', async () => {
    source = managed({ capBytes: 3_000_000_000, language: 'en' });
    await open().settled();
    source = bad;
    const store = open();
    expect(store.values).toEqual({ ...BUILT_IN, capBytes: 3_000_000_000, language: 'en' });
    expect(store.view().sources).toMatchObject({ capBytes: 'last-good', language: 'last-good', theme: 'built-in' });
    expect(store.view().problems).toHaveLength(1);
    await expect(store.set({ language: 'zh-TW' })).rejects.toMatchObject({ code: 'managed-setting' });
  });

  it('do so while running, too, and give way when mended', async () => {
    source = managed({ capBytes: 3_000_000_000 });
    const store = open();
    await store.settled();
    const seen: (string | undefined)[] = [];
    store.onChange(({ sources }) => seen.push(sources.capBytes));
    source = bad;
    expect(store.reloadManaged()).toBe(true);
    expect(store.values.capBytes).toBe(3_000_000_000);
    source = managed({ capBytes: 4_000_000_000 });
    expect(store.reloadManaged()).toBe(true);
    expect(store.values.capBytes).toBe(4_000_000_000);
    expect(seen).toEqual(['last-good', 'managed']);
    expect(store.view().problems).toEqual([]);
  });

  it('leave the last good values in force where the file may be forged', async () => {
    source = managed({ capBytes: 3_000_000_000 });
    await open().settled();
    source = { kind: 'refused', where, reason: 'not-root-owned', detail: 'owner 1000' };
    expect(open().view()).toMatchObject({
      values: { capBytes: 3_000_000_000 },
      problems: [{ reason: 'not-root-owned' }],
    });
  });

  it('fall back to the built-in values where the last good ones are themselves damaged', () => {
    source = bad;
    writeFileSync(inFolder('managed-last-good.json'), '{"schema":1,"values":{"capBytes":1}}');
    expect(open().values).toEqual(BUILT_IN);
  });

  it('leave nothing of the last good values once the administrator takes the file away', async () => {
    source = managed({ capBytes: 3_000_000_000 });
    const store = open();
    await store.settled();
    expect(existsSync(inFolder('managed-last-good.json'))).toBe(true);
    source = absent;
    store.reloadManaged();
    await store.settled();
    expect(store.values.capBytes).toBe(BUILT_IN.capBytes);
    expect(existsSync(inFolder('managed-last-good.json'))).toBe(false);
    source = bad;
    expect(open().values).toEqual(BUILT_IN);
  });
});

it('takes back what it said of a damaged file once the person has chosen anew', async () => {
  writeFileSync(inFolder('settings.json'), '{"schema":1,"values":{"theme":"pink"}}');
  const store = open();
  expect(store.view().problems).toMatchObject([{ source: 'you', reason: 'damaged' }]);
  await store.set({ theme: 'dark' });
  expect(store.view().problems).toEqual([]);
  expect(open().view().problems).toEqual([]);
});

describe('looking again', () => {
  it('says nothing where nothing has changed', () => {
    source = managed({ capBytes: 3_000_000_000 });
    const store = open();
    let changes = 0;
    store.onChange(() => changes++);
    source = managed({ capBytes: 3_000_000_000 });
    expect(store.reloadManaged()).toBe(false);
    expect(changes).toBe(0);
  });

  it('stops telling a listener that has gone', async () => {
    const store = open();
    let changes = 0;
    const stop = store.onChange(() => changes++);
    await store.set({ theme: 'dark' });
    stop();
    await store.set({ theme: 'light' });
    expect(changes).toBe(1);
  });
});

describe('the command line beside a running app', () => {
  it('writes nothing in the folder', async () => {
    source = managed({ capBytes: 3_000_000_000 });
    const store = open(true);
    await store.settled();
    expect(store.values.capBytes).toBe(3_000_000_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('works where the folder does not exist', () => {
    const store = new SettingsStore({ platform, folder: inFolder('not/there'), readOnly: true });
    expect(store.values).toEqual(BUILT_IN);
    expect(store.view().problems).toEqual([]);
  });
});

it('goes on, and says so in the log, where the last good values cannot be kept', async () => {
  source = managed({ capBytes: 3_000_000_000 });
  mkdirSync(inFolder('managed-last-good.json'));
  const lines: string[] = [];
  const store = new SettingsStore({ platform, folder, log: (line) => lines.push(line) });
  await store.settled();
  expect(store.values.capBytes).toBe(3_000_000_000);
  expect(lines).toHaveLength(1);
});
