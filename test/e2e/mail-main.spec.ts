// What main does for safe mail, asked through the page's own bridge; the pages themselves: mail.spec.ts.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MailCheckView } from '../../electron/contract/mail.ts';
import { expect, test } from './desk.ts';

const run = promisify(execFile);
/** Chromium finds a file with a Chinese name only in a locale that this PC has. */
const LOCALE = { LC_ALL: 'C.UTF-8' };
const UNCLASSIFIED = {
  classified: 'no',
  officialBusiness: 'yes',
  senderIsMe: 'yes',
  authorConsents: 'yes',
  advertisingOrChain: 'no',
} as const;

/** As if the person had dropped them: `File` objects that Chromium itself made of files on disk. */
async function drop(page: Page, call: 'take' | 'inspect', paths: string[]): Promise<{ ok: boolean; value?: never }> {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'dropped' });
    document.getElementById('dropped')?.remove();
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(paths);
  return page.evaluate(async (name) => {
    const { files } = document.getElementById('dropped') as HTMLInputElement;
    return (await window.api.mail[name]([...(files ?? [])])) as never;
  }, call);
}

async function viewOf(page: Page): Promise<MailCheckView> {
  return page.evaluate(async () => {
    const answer = await window.api.mail.view();
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  });
}

async function checked(page: Page): Promise<MailCheckView> {
  await expect.poll(async () => (await viewOf(page)).progress, { timeout: 60_000 }).toBeNull();
  return viewOf(page);
}

const saveAt = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);

test('a hostile page cannot name a path: only what the person dropped has one', async ({ desk }) => {
  const { page } = await desk.launch({ env: LOCALE });
  const answers = await page.evaluate(async () => {
    const given: unknown[] = [
      ['/etc/passwd'],
      { paths: ['/etc/passwd'] },
      [{ path: '/etc/passwd', name: 'passwd' }],
      [new File(['x'], '/etc/passwd')],
      [Object.assign(new File(['x'], 'passwd'), { path: '/etc/passwd' })],
      [new Proxy(new File(['x'], 'passwd'), {})],
      [],
      undefined,
    ];
    const results: string[] = [];
    for (const each of given)
      for (const call of [window.api.mail.take, window.api.mail.inspect]) {
        // What the bridge cannot copy it refuses at once.
        const asked = async () => call(each as never);
        const answer = await asked().catch(() => null);
        results.push(answer === null ? 'thrown' : answer.ok ? 'taken' : answer.error.code);
      }
    return results;
  });
  expect(answers).toHaveLength(16);
  for (const answer of answers) expect(['no-file', 'thrown']).toContain(answer);
  expect((await viewOf(page)).files).toEqual([]);
});

test('dropped files are measured and looked into, and their paths never come back', async ({ desk }) => {
  const { page } = await desk.launch({ env: LOCALE });
  const folder = join(desk.folder, '要寄的');
  await mkdir(folder);
  const report = join(folder, '名冊.txt');
  await writeFile(report, '王大明 A123456789\n');
  await writeFile(join(folder, '報價單.pdf.exe'), 'MZ');
  const taken = await drop(page, 'take', [report, join(folder, '報價單.pdf.exe')]);
  expect(taken).toMatchObject({ ok: true });
  const view = await checked(page);
  const [list, quote] = view.files;
  expect(list).toMatchObject({
    name: '名冊.txt',
    state: 'done',
    personalData: { hits: [{ kind: 'national-id', count: 1 }] },
  });
  // Asked for real, in the process that scans: this PC may have an antivirus or not.
  for (const { scan } of view.files) {
    expect(scan).not.toBeNull();
    expect(scan).not.toMatchObject({ why: 'failed' });
    expect(scan).not.toMatchObject({ why: 'late' });
  }
  expect(quote?.findings.map(({ kind }) => kind)).toContain('double-extension');
  expect(view.size).toMatchObject({ fits: 'yes', limitBytes: { decimal: 20_000_000, binary: 20_971_520 } });
  expect(JSON.stringify(view)).not.toContain(desk.folder);
  expect(JSON.stringify(view)).not.toContain('A123456789');
});

test('an encrypted copy is refused for what may be classified, and else a new file that 7-Zip opens', async ({
  desk,
}) => {
  const { app, page } = await desk.launch({ env: LOCALE });
  const report = join(desk.folder, '名冊.txt');
  await writeFile(report, '王大明 A123456789\n');
  const target = join(desk.folder, '加密副本.zip');
  await writeFile(target, 'mine');
  await saveAt(app, target);
  await drop(page, 'take', [report]);
  const { files } = await checked(page);
  const encrypt = (answers: object) =>
    page.evaluate(
      async ([ids, given]) => {
        await window.api.mail.setAnswers(given as never);
        return window.api.mail.encrypt({ ids });
      },
      [files.map(({ id }) => id), answers] as const,
    );
  for (const classified of ['yes', null] as const)
    expect(await encrypt({ ...UNCLASSIFIED, classified })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  expect(await encrypt(UNCLASSIFIED)).toMatchObject({ ok: true });
  const made = await page.evaluate(async () => {
    const answer = await window.api.mail.copy();
    return answer.ok && answer.value.kind === 'made' ? answer.value.copy : null;
  });
  expect(made).toMatchObject({ fileName: '加密副本 (2).zip' });
  expect(await readFile(target, 'utf8')).toBe('mine');
  const program = existsSync('/usr/bin/7zz') ? '7zz' : '7z';
  await run(program, ['x', `-p${made?.passphrase}`, '-oout', '加密副本 (2).zip'], { cwd: desk.folder });
  await run(program, ['x', '-oin', 'out/files.zip'], { cwd: desk.folder });
  expect(await readFile(join(desk.folder, 'in/名冊.txt'), 'utf8')).toContain('A123456789');
  expect((await readdir(desk.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('the summary is a PDF of names and findings, without what the files hold', async ({ desk }) => {
  const { app, page } = await desk.launch({ env: LOCALE });
  const report = join(desk.folder, '名冊.txt');
  await writeFile(report, '王大明 A123456789\n');
  const file = join(desk.folder, '摘要.pdf');
  await saveAt(app, file);
  await drop(page, 'take', [report]);
  await checked(page);
  expect(await page.evaluate(() => window.api.mail.saveSummary())).toMatchObject({
    ok: true,
    value: { fileName: '摘要.pdf' },
  });
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  for (const words of ['寄信前檢查摘要', '名冊.txt', '身分證統一編號', '規範第 5 點第 5 款'])
    expect(stdout).toContain(words);
  expect(stdout).not.toContain('A123456789');
  expect(stdout).not.toContain('王大明');
});
