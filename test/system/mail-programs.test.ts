import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProgramCheck } from '../../electron/contract/mail-program.ts';
import { runProgram } from '../../electron/dev/run-program.mjs';
import { checkPrograms } from '../../electron/features/mail/programs/programs.ts';
import { LinuxMailPrograms, type LinuxPlaces, systemPlaces } from '../../electron/platform/linux/mail-programs.ts';
import { createProfile, lacksThunderbird, type RunningThunderbird, startThunderbird } from './thunderbird.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'citynet-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function check(program: ProgramCheck['program'], places: Partial<LinuxPlaces> = {}): Promise<ProgramCheck[]> {
  const sources = new LinuxMailPrograms({ ...systemPlaces(), home, configHome: join(home, '.config'), ...places });
  const { checks } = await checkPrograms(sources);
  return checks.filter((one) => one.program === program);
}

/** `profile setting → result`, which is what a page shows first. */
const results = (checks: readonly ProgramCheck[]) =>
  Object.fromEntries(
    checks.map(({ profile, setting, result, why }) => [
      `${profile} ${setting}`.trim(),
      why ? `${result}: ${why}` : result,
    ]),
  );
const all = (value: string, profile = '') => ({
  [`${profile} preview-off`.trim()]: value,
  [`${profile} plain-text`.trim()]: value,
  [`${profile} external-pictures-off`.trim()]: value,
});

describe('Thunderbird', () => {
  const absent = lacksThunderbird();
  beforeEach(({ skip }) => {
    if (absent) skip(absent);
  });
  const running: RunningThunderbird[] = [];
  afterEach(() => {
    for (const one of running.splice(0)) one.kill();
  });
  const start = async (...args: string[]) => {
    const thunderbird = await startThunderbird({ home, args });
    running.push(thunderbird);
    return thunderbird;
  };

  /** As View > Layout > Message Pane, View > Message Body As and the privacy settings do. */
  const set = (thunderbird: RunningThunderbird, to: { paneShown: boolean; plain: boolean; pictures: boolean }) =>
    thunderbird.run<boolean>(`
      const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
      if (!MailServices.accounts.accounts.length) MailServices.accounts.createLocalMailAccount();
      const prefs = Services.prefs;
      prefs.setBoolPref('mailnews.display.prefer_plaintext', ${to.plain});
      prefs.setIntPref('mailnews.display.html_as', ${to.plain ? 1 : 0});
      prefs.setIntPref('mailnews.display.disallow_mime_handlers', ${to.plain ? 1 : 0});
      prefs.setBoolPref('mailnews.message_display.disable_remote_image', ${!to.pictures});
      const sleep = (ms) => new Promise((done) => Services.wm.getMostRecentWindow(null).setTimeout(done, ms));
      // On a busy PC the window of a new profile takes more than twenty seconds.
      for (let i = 0; i < 600; i++) {
        const tabs = Services.wm.getMostRecentWindow('mail:3pane')?.document.getElementById('tabmail');
        const splitter = tabs?.currentAbout3Pane?.paneLayout?.messagePaneSplitter;
        if (splitter) {
          splitter.isCollapsed = ${!to.paneShown};
          return splitter.isCollapsed;
        }
        await sleep(100);
      }
      throw new Error('there is no mail tab');`);

  test('that was never started says so', async () => {
    expect(results(await check('thunderbird'))).toEqual(all('unknown: never-started'));
  });

  test('that is not installed says so', async () => {
    expect(results(await check('thunderbird', { thunderbird: [] }))).toEqual(all('not-installed'));
  });

  test('is read as it was set, each way, in the profile that it opens', async () => {
    // A new profile: everything at its default, which shows the pane and HTML, and blocks pictures.
    const first = await start();
    expect(await set(first, { paneShown: false, plain: true, pictures: false })).toBe(true);
    // Read while it runs: what is written on closing is not written yet.
    expect(results(await check('thunderbird'))).toMatchObject({ 'preview-off': 'unknown: running' });
    await first.quit();
    const wished = await check('thunderbird');
    expect(results(wished)).toEqual(all('pass'));
    expect(wished[0]).toMatchObject({ force: 'required', evidence: [{ what: 'messagePaneVisible = false' }] });
    expect(wished[1]).toMatchObject({
      force: 'recommended',
      evidence: [
        { what: 'mailnews.display.prefer_plaintext = true', where: expect.stringMatching(/prefs\.js$/) },
        { what: 'mailnews.display.html_as = 1' },
        { what: 'mailnews.display.disallow_mime_handlers = 1' },
      ],
    });
    expect(Math.abs(Date.now() - (wished[0]?.writtenAtMs ?? 0))).toBeLessThan(60_000);

    const again = await start();
    expect(await set(again, { paneShown: true, plain: false, pictures: true })).toBe(false);
    await again.quit();
    expect(results(await check('thunderbird'))).toEqual(all('fail'));

    // Another profile beside it: of no account until it is opened.
    await createProfile(home, '第二');
    expect(results(await check('thunderbird'))).toEqual(all('fail'));
    const second = await start('-P', '第二');
    await set(second, { paneShown: false, plain: true, pictures: false });
    const both = results(await check('thunderbird'));
    expect(Object.keys(both)).toHaveLength(6);
    expect(both['第二 preview-off']).toBe('unknown: running');
    await second.quit();
    expect(Object.keys(results(await check('thunderbird')))).toHaveLength(3);

    // "Ask at startup": either may be opened, so both count.
    const ini = join(home, '.thunderbird/profiles.ini');
    writeFileSync(ini, readFileSync(ini, 'utf8').replace('StartWithLastProfile=1', 'StartWithLastProfile=0'));
    expect(results(await check('thunderbird'))).toMatchObject(all('pass', '第二'));
    expect(Object.values(results(await check('thunderbird')))).toContain('fail');
  }, 300_000);
});

describe('Thunderbird under an administrator’s policies', () => {
  const absent = lacksThunderbird();
  beforeEach(({ skip }) => {
    if (absent) skip(absent);
  });
  const NAMES = [
    'mailnews.display.prefer_plaintext',
    'mailnews.display.html_as',
    'mailnews.display.disallow_mime_handlers',
    'mailnews.message_display.disable_remote_image',
  ];

  test('has what they lock, set or clear, exactly as the program itself has it', async () => {
    const systemFolder = join(home, 'etc');
    const file = join(systemFolder, 'policies/policies.json');
    mkdirSync(join(systemFolder, 'policies'), { recursive: true });
    mkdirSync(join(systemFolder, 'pref'));
    const Preferences = {
      'mailnews.display.prefer_plaintext': { Value: true, Status: 'locked' },
      'mailnews.display.html_as': { Value: 1, Status: 'default' },
      'mailnews.display.disallow_mime_handlers': 1,
      'mailnews.message_display.disable_remote_image': { Value: 0, Status: 'user' },
    };
    writeFileSync(file, JSON.stringify({ policies: { Preferences } }));
    const thunderbird = await startThunderbird({ home, systemFolder });
    const own = await thunderbird
      .run<Record<string, unknown>>(
        `const prefs = Services.prefs;
         return Object.fromEntries(${JSON.stringify(NAMES)}.map((name) => [name,
           prefs.getPrefType(name) === prefs.PREF_BOOL ? prefs.getBoolPref(name) : prefs.getIntPref(name)]));`,
      )
      .finally(() => thunderbird.quit());
    expect(own).toEqual(Object.fromEntries(NAMES.map((name, at) => [name, [true, 1, 1, false][at]])));

    const checks = await check('thunderbird', { thunderbirdPolicies: ['/nonexistent', file] });
    expect(results(checks)).toMatchObject({ 'plain-text': 'pass', 'external-pictures-off': 'fail' });
    const plain = checks.find(({ setting }) => setting === 'plain-text');
    expect(plain?.evidence.map(({ where }) => where)).toEqual([file, file, file]);
    // Without them the same profile has its defaults, but for what they wrote into it.
    expect(results(await check('thunderbird', { thunderbirdPolicies: [] }))).toMatchObject({ 'plain-text': 'fail' });
  });
});

describe('Evolution', () => {
  const evolution = ['/'];
  const { XDG_CONFIG_HOME: before } = process.env;
  beforeAll(() => {
    delete process.env.XDG_CONFIG_HOME;
  });
  afterAll(() => {
    if (before !== undefined) process.env.XDG_CONFIG_HOME = before;
  });
  const { HOME } = process.env;
  beforeEach(async ({ skip }) => {
    const { code } = await runProgram('gsettings', ['list-keys', 'org.gnome.evolution.mail']);
    if (code !== 0) skip('the schemas of Evolution are absent (Debian package evolution-common)');
    process.env.HOME = home;
  });
  afterEach(() => {
    process.env.HOME = HOME;
  });
  /** Through dconf, as Evolution does. */
  const set = async (schema: string, key: string, value: string) => {
    const { code, said } = await runProgram('dbus-run-session', ['--', 'gsettings', 'set', schema, key, value]);
    if (code !== 0) throw new Error(said);
  };
  const writeState = (text: string) => {
    mkdirSync(join(home, '.config/evolution/mail'), { recursive: true });
    writeFileSync(join(home, '.config/evolution/mail/state.ini'), text);
  };

  test('that is not installed says so', async () => {
    expect(results(await check('evolution', { evolution: ['/nonexistent'] }))).toEqual(all('not-installed'));
  });

  test('that nobody has changed has its defaults', async () => {
    writeState('[GlobalFolder]\nGroupByThreads=true\n');
    expect(results(await check('evolution', { evolution }))).toEqual({
      'preview-off': 'fail',
      'plain-text': 'fail',
      'external-pictures-off': 'pass',
    });
  });

  test('is read as it was set', async () => {
    await set('org.gnome.evolution.plugin.prefer-plain', 'mode', 'only_plain');
    await set('org.gnome.evolution.mail', 'image-loading-policy', 'always');
    writeState('[GlobalFolder]\nPreviewVisible=false\n[Folder folder://local/Inbox]\nPreviewVisible=true\n');
    expect(results(await check('evolution', { evolution }))).toEqual({
      'preview-off': 'pass',
      'plain-text': 'pass',
      'external-pictures-off': 'fail',
    });
    // Each folder for itself: the one that shows it counts, and nobody knows of those that are not written.
    await set('org.gnome.evolution.mail', 'global-view-setting', 'false');
    expect(results(await check('evolution', { evolution }))).toMatchObject({ 'preview-off': 'fail' });
    writeState('[GlobalFolder]\nPreviewVisible=false\n[Folder folder://local/Inbox]\nPreviewVisible=false\n');
    expect(results(await check('evolution', { evolution }))['preview-off']).toBe('unknown: default-not-written');
  });

  test('whose settings cannot be read is not known', async () => {
    expect(results(await check('evolution', { evolution, run: async () => ({ kind: 'absent' }) }))).toEqual({
      'preview-off': 'unknown: never-started',
      'plain-text': 'unknown: not-readable',
      'external-pictures-off': 'unknown: not-readable',
    });
  });
});
