import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RulesPack } from '../../electron/contract/rules.ts';
import { StatusReport } from '../../electron/contract/usage.ts';
import { canonicalText } from '../../electron/delivery/document.ts';
import { Arrivals } from '../fixtures/arrived-receipts.ts';
import { type CommandResult, type Desk, expect, ROOT, test } from './desk.ts';
import { en, zh } from './words.ts';

const ENGLISH = { LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' };

const linesOf = (text: string) => text.trim().split('\n');

test('--help lists every option in the system’s language', async ({ desk }) => {
  const chinese = await desk.command(['--help']);
  expect(chinese.code).toBe(0);
  for (const flag of ['--hidden', '--status', '--json', '--import-rules', '--user-data-dir', '--help', '--version'])
    expect(chinese.stdout).toContain(flag);
  expect(chinese.stdout).toContain('用法');
  const english = await desk.command(['--help'], { env: ENGLISH });
  expect(english.stdout).toContain('Usage: citynet-desk');
});

test('--version prints the version and nothing else', async ({ desk }) => {
  const { code, stdout, stderr } = await desk.command(['--version']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(stderr).toBe('');
});

for (const { args, says } of [
  { args: ['--statsu'], says: '--status' },
  { args: ['--json'], says: '--status' },
  { args: ['--status=now'], says: '--status=now' },
  { args: ['report.csv'], says: 'report.csv' },
  { args: ['--status', '--hidden'], says: '--hidden' },
]) {
  test(`"${args.join(' ')}" is refused with one line that says how to mend it, and exit code 2`, async ({ desk }) => {
    const { code, stdout, stderr } = await desk.command(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toContain(says);
    expect(existsSync(`${desk.userData}/usage`)).toBe(false);
  });
}

test('--status answers in the system’s language, and in the person’s own where one is chosen', async ({ desk }) => {
  const chinese = await desk.command(['--status']);
  expect(chinese.code).toBe(0);
  expect(linesOf(chinese.stdout)[0]).toMatch(/^市網通 · \d+ 年 \d+ 月 \d+ 日 \d\d:\d\d$/);
  expect(chinese.stdout).toMatch(/今日本機量測 .+，為每日上限 1 GB 之 \d+%；此為本機估計值，以智發會紀錄為準。/);
  expect(chinese.stderr).toBe('');

  const english = await desk.command(['--status'], { env: ENGLISH });
  expect(english.stdout).toMatch(/This PC has measured .+ today, \d+% of the daily cap of 1 GB\./);
  expect(english.stdout).not.toMatch(/上限/);

  await desk.setOwn({ language: 'en' });
  const chosen = await desk.command(['--status']);
  expect(chosen.stdout).toContain(en('usage:figure.coverage'));
  expect(chosen.stdout).not.toContain(zh('usage:figure.coverage'));
});

test('--status without a physical adapter is "not known", with the reason, and exits with 2', async ({ desk }) => {
  const { code, stdout, stderr } = await desk.command(['--status', '--json'], { env: { CITYNET_PHYSICAL: 'eth99' } });
  const report = StatusReport.parse(JSON.parse(stdout));
  expect(report).toMatchObject({ state: 'unknown', unknownReason: 'no-counted-adapter', countedBytes: null });
  expect(code).toBe(2);
  expect(stderr.trim()).toBe(zh('cli:unknown.no-counted-adapter'));
});

test('--status names an app folder that cannot be read instead of calling it empty', async ({ desk }) => {
  const { code, stderr } = await desk.command(['--status', '--user-data-dir=']);
  expect(code).toBe(2);
  expect(stderr.trim()).toBe(zh('cli:bad.needs-folder') + zh('cli:bad.seeHelp'));
});

test('npm start --silent -- --status --json prints the JSON and nothing else, without a display', async ({ desk }) => {
  const { code, stdout } = await npmStart(desk, ['--status', '--json']);
  expect(code).toBe(0);
  const report = StatusReport.parse(JSON.parse(stdout));
  expect(report.capBytes).toBe(1_000_000_000);
  expect(report.versions.electron).toMatch(/^\d+\./);
});

test('npm start without a display gives the same answer as text and says that the window needs one', async ({
  desk,
}) => {
  const { code, stdout, stderr } = await npmStart(desk, []);
  expect(code).toBe(0);
  expect(stdout).toContain(zh('usage:reading.sum'));
  expect(stderr).toContain(zh('launcher:noDisplay'));
  expect(stderr).toContain(en('launcher:noDisplay'));
});

function npmStart(desk: Desk, args: readonly string[]): Promise<CommandResult> {
  const all = ['start', '--silent', '--', ...args, `--user-data-dir=${desk.userData}`];
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const options = { cwd: ROOT, env: { ...env, CITYNET_PHYSICAL: 'pc0', LANG: 'zh_TW.UTF-8', LANGUAGE: 'zh_TW' } };
  return new Promise((resolve) => {
    execFile('npm', all, options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });
}

/** As the app itself has them. */
async function cityRules(): Promise<RulesPack> {
  const asset = async (name: string) => JSON.parse(await readFile(join(ROOT, 'assets/rules', name), 'utf8'));
  const [text, guide] = [await asset('text.json'), await asset('guide.json')];
  return RulesPack.parse({
    schema: 1,
    rulesId: 'taoyuan-network-use',
    edition: 20240207,
    change: 'major',
    text,
    guide,
  });
}

test('--verify-receipt and --roster read what arrived, say what is wrong, and need no window', async ({ desk }) => {
  const folder = await mkdtemp(join(tmpdir(), 'citynet-arrived-'));
  const arrived = new Arrivals(folder, await cityRules());
  const receipt = arrived.receipt({ employeeNumber: 'A1', name: '=王小明' });
  const name = arrived.put(arrived.document('acknowledgement', { receipt }));
  const file = join(folder, name);
  const good = await desk.command(['--verify-receipt', file]);
  expect([good.code, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toContain(`${name}：有效。第 1 號，=王小明（A1）`);

  const altered = join(folder, 'altered.json');
  await writeFile(altered, canonicalText({ ...receipt, claim: { ...receipt.claim, machineName: 'PC-9' } }));
  const bad = await desk.command(['--verify-receipt', file, altered], { env: ENGLISH });
  expect(bad.code).toBe(1);
  expect(bad.stdout).toContain('altered.json: not valid.\n  the signature does not fit');
  expect((await desk.command(['--verify-receipt', join(folder, 'nowhere.json')])).code).toBe(2);

  const staff = join(folder, 'staff.csv');
  await writeFile(staff, '\ufeff員工編號,姓名,到職日\r\nA1,王小明,110/1/1\r\nA2,李四,110/1/1\r\n');
  const csv = await desk.command(['--roster', folder, '--csv', '--staff', staff, '--as-of', '115/12/31']);
  expect(csv.code).toBe(1);
  expect(csv.stdout.startsWith('\ufeff狀態,員工編號')).toBe(true);
  expect(csv.stdout).toContain(",A1,'=王小明,");
  expect(csv.stdout).toContain('尚未確認,A2,李四,');
  expect(csv.stderr).toBe('');
  const json = await desk.command(['--roster', folder, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    schema: 1,
    rows: [{ valid: true }, { valid: false }],
    missing: null,
  });
  expect((await desk.command(['--roster', join(folder, 'nowhere')])).code).toBe(2);
  expect((await desk.command(['--roster', folder, '--as-of', 'soon'])).code).toBe(2);
  await rm(folder, { recursive: true });
});
