import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scanner, ScanResult } from '../../electron/contract/mail.ts';
import type { ProgramCheck, ProgramsView } from '../../electron/contract/mail-program.ts';
import { bundle } from '../system/bundle.ts';
import { openPrivateNetwork, type PrivateNetwork } from '../system/private-network.ts';
import { type Probe, startProbe } from './probe.ts';
import { openWinePc, type WinePc } from './wine.ts';

const OUTLOOK = 'Software\\Microsoft\\Office\\16.0\\Outlook';
const POLICY = 'Software\\Policies\\Microsoft\\Office\\16.0\\Outlook';
const DEFENDER = 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender';
const APP_PATHS = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\App Paths';

let network: PrivateNetwork;
let pc: WinePc;
let probe: Probe;

beforeAll(async () => {
  network = await openPrivateNetwork();
  pc = await openWinePc(network);
  probe = startProbe(pc, await bundle('test/windows/platform-probe.ts', join(pc.folder, 'bundle')));
});
afterAll(async () => {
  await probe?.close();
  await pc?.close();
  await network?.close();
  console.log(
    'Never run on real Windows: MpCmdRun itself (its words are known from records only), Outlook writing these values, ' +
      'Thunderbird itself. Run here: the registry, the paths, the judgement.',
  );
});

const setNumber = (key: string, name: string, value: number) =>
  pc.run('reg', ['add', key, '/v', name, '/t', 'REG_DWORD', '/d', String(value), '/f']);
const setText = (key: string, name: string, value: string) =>
  pc.run('reg', ['add', key, '/v', name, '/t', 'REG_SZ', '/d', value, '/f']);
const remove = (key: string, name: string) => pc.run('reg', ['delete', key, '/v', name, '/f']);

const check = async (program: ProgramCheck['program']) => {
  const { checks } = await probe.ask<ProgramsView>('checkPrograms');
  const own = checks.filter((one) => one.program === program);
  return {
    checks: own,
    results: Object.fromEntries(own.map(({ setting, result, why }) => [setting, why ? `${result}: ${why}` : result])),
  };
};
const all = (value: string) => ({ 'preview-off': value, 'plain-text': value, 'external-pictures-off': value });

describe('Outlook', () => {
  test('that is not installed says so, classic and new apart', async () => {
    expect((await check('outlook-classic')).results).toEqual(all('not-installed'));
    expect((await check('outlook-new')).results).toEqual(all('not-installed'));
  });

  test('classic that nobody has set has its defaults, and a pane that cannot be read', async () => {
    await setText(`${APP_PATHS}\\OUTLOOK.EXE`, 'Path', 'C:\\Program Files\\Microsoft Office\\root\\Office16\\');
    const { results, checks } = await check('outlook-classic');
    expect(results).toEqual({
      'preview-off': 'unknown: not-readable',
      'plain-text': 'fail',
      'external-pictures-off': 'pass',
    });
    expect(checks[1]?.evidence).toEqual([
      { where: `HKCU\\${POLICY}\\Options\\Mail\\ReadAsPlain`, what: 'ReadAsPlain = (0)' },
      { where: `HKCU\\${OUTLOOK}\\Options\\Mail\\ReadAsPlain`, what: 'ReadAsPlain = (0)' },
    ]);
  });

  test('classic has what the person chose', async () => {
    await setNumber(`HKCU\\${OUTLOOK}\\Options\\Mail`, 'ReadAsPlain', 1);
    await setNumber(`HKCU\\${OUTLOOK}\\Options\\Mail`, 'BlockExtContent', 0);
    const { results } = await check('outlook-classic');
    expect(results).toMatchObject({ 'plain-text': 'pass', 'external-pictures-off': 'fail' });
  });

  test('classic has what the policy says, whatever the person chose', async () => {
    await setNumber(`HKCU\\${POLICY}\\Options\\Mail`, 'readasplain', 0);
    await setNumber(`HKCU\\${POLICY}\\Options\\Mail`, 'blockextcontent', 1);
    await setNumber(`HKCU\\${POLICY}\\Options`, 'disablereadingpane', 1);
    const { results, checks } = await check('outlook-classic');
    expect(results).toEqual({ 'preview-off': 'pass', 'plain-text': 'fail', 'external-pictures-off': 'pass' });
    expect(checks[0]?.evidence[0]?.where).toBe(`HKCU\\${POLICY}\\Options\\DisableReadingPane`);
    await remove(`HKCU\\${POLICY}\\Options`, 'disablereadingpane');
    await setNumber(`HKLM\\${POLICY}\\Options`, 'DisableReadingPane', 1);
    expect((await check('outlook-classic')).checks[0]).toMatchObject({
      result: 'pass',
      evidence: [{ where: expect.stringMatching(/^HKLM/) }],
    });
  });

  test('of a value that the setting cannot have nothing is known', async () => {
    await setText(`HKCU\\${POLICY}\\Options\\Mail`, 'readasplain', 'yes');
    expect((await check('outlook-classic')).results).toMatchObject({ 'plain-text': 'unknown: format-not-known' });
  });

  test('new keeps its settings in the cloud, and that is said', async () => {
    await setNumber(`HKCU\\${OUTLOOK}\\Preferences`, 'UseNewOutlook', 1);
    const { results, checks } = await check('outlook-new');
    expect(results).toEqual(all('unknown: kept-in-the-cloud'));
    expect(checks[0]?.evidence[0]?.what).toBe('UseNewOutlook = 1');
  });
});

/** A path of Windows as this side sees it. */
const onDisk = (path: string) => join(dirname(pc.windowsFolder), ...path.replace(/^C:\\/i, '').split('\\'));

describe('Thunderbird', () => {
  test('is read from where Windows keeps what roams', async () => {
    expect((await check('thunderbird')).results).toEqual(all('not-installed'));
    const [folder = ''] = await probe.ask<string[]>('thunderbirdFolders');
    expect(folder).toMatch(/^C:\\users\\.*\\AppData\\Roaming\\Thunderbird$/i);
    const profile = join(onDisk(folder), 'Profiles', 'abc.default-release');
    mkdirSync(profile, { recursive: true });
    writeFileSync(
      join(onDisk(folder), 'profiles.ini'),
      '[InstallD78BF5DD33499EC2]\r\nDefault=Profiles/abc.default-release\r\n' +
        '[Profile0]\r\nName=default-release\r\nIsRelative=1\r\nPath=Profiles/abc.default-release\r\n',
    );
    writeFileSync(join(profile, 'prefs.js'), 'user_pref("mailnews.display.prefer_plaintext", true);\r\n');
    writeFileSync(
      join(profile, 'xulstore.json'),
      '{"chrome://messenger/content/messenger.xhtml":{"messagepaneboxwrapper":{"collapsed":"true"}}}',
    );
    // The lock's file stays behind after closing.
    writeFileSync(join(profile, 'parent.lock'), '');
    expect((await check('thunderbird')).results).toEqual({
      'preview-off': 'pass',
      'plain-text': 'fail',
      'external-pictures-off': 'pass',
    });
    // Held by the running program, and made anew at its start: what was written before says nothing of now.
    const held = await probe.ask<number>('holdForItself', `${folder}\\Profiles\\abc.default-release\\parent.lock`);
    expect(held).toBeGreaterThan(0);
    expect((await check('thunderbird')).results).toMatchObject({
      'preview-off': 'unknown: running',
      'plain-text': 'fail',
    });
  });
});

describe('Thunderbird under an administrator’s policies', () => {
  const evidenceOf = async (setting: ProgramCheck['setting']) =>
    (await check('thunderbird')).checks.find((one) => one.setting === setting)?.evidence[0];

  test('has what Group Policy locks, over what the installation’s own file says', async () => {
    const folder = 'C:\\Program Files\\Mozilla Thunderbird';
    await setText(`${APP_PATHS}\\thunderbird.exe`, 'Path', folder);
    mkdirSync(onDisk(`${folder}\\distribution`), { recursive: true });
    const pictures = 'mailnews.message_display.disable_remote_image';
    writeFileSync(
      onDisk(`${folder}\\distribution\\policies.json`),
      JSON.stringify({ policies: { Preferences: { [pictures]: { Value: false, Status: 'locked' } } } }),
    );
    expect(await evidenceOf('external-pictures-off')).toEqual({
      where: `${folder}\\distribution\\policies.json`,
      what: `${pictures} = false`,
    });
    const text = JSON.stringify({ [pictures]: { Value: 1, Status: 'locked' } });
    const key = 'HKLM\\Software\\Policies\\Mozilla\\Thunderbird';
    await pc.run('reg', ['add', key, '/v', 'Preferences', '/t', 'REG_MULTI_SZ', '/d', text, '/f']);
    expect(await evidenceOf('external-pictures-off')).toEqual({
      where: `${key}\\Preferences`,
      what: `${pictures} = 1`,
    });
    expect((await check('thunderbird')).results).toMatchObject({ 'external-pictures-off': 'pass' });
  });
});

describe('Defender', () => {
  const defender = () => probe.ask<{ program: string | null; scanner: Scanner }>('defender');
  const file = 'C:\\附件.txt';

  test('that is absent is no antivirus', async () => {
    expect((await defender()).program).toBeNull();
    writeFileSync(onDisk(file), 'text');
    expect(await probe.ask<ScanResult>('scan', file)).toMatchObject({ kind: 'not-scanned', why: 'no-antivirus' });
    expect(await probe.ask<ScanResult>('scan', 'C:\\gone.txt')).toMatchObject({ why: 'gone' });
  });

  test('is the newest of its platforms, by number and not by letter', async () => {
    const data = 'C:\\ProgramData\\Microsoft\\Windows Defender';
    await setText(DEFENDER, 'ProductAppDataPath', data);
    for (const version of ['4.18.9000.2-0', '4.18.26080.3-0', '4.18.26080.3-1', 'Drivers']) {
      mkdirSync(onDisk(`${data}\\Platform\\${version}`), { recursive: true });
      writeFileSync(onDisk(`${data}\\Platform\\${version}\\MpCmdRun.exe`), '');
    }
    expect((await defender()).program).toBe(`${data}\\Platform\\4.18.26080.3-1\\MpCmdRun.exe`);
  });

  test('names the day of its signatures', async () => {
    // 2026-11-20 03:04:05 UTC as a FILETIME.
    const data = Buffer.alloc(8);
    data.writeBigUInt64LE((BigInt(Date.UTC(2026, 10, 20, 3, 4, 5)) + 11_644_473_600_000n) * 10_000n);
    const key = `${DEFENDER}\\Signature Updates`;
    await pc.run('reg', ['add', key, '/v', 'AVSignatureApplied', '/t', 'REG_BINARY', '/d', data.toString('hex'), '/f']);
    await setText(key, 'AVSignatureVersion', '1.459.466.0');
    expect((await defender()).scanner).toEqual({
      name: 'defender',
      version: '1.459.466.0',
      signaturesOn: '2026-11-20',
    });
  });

  test('that cannot be run has scanned nothing', async () => {
    expect(await probe.ask<ScanResult>('scan', file)).toMatchObject({ kind: 'not-scanned', why: 'failed' });
  });
});
