import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { encrypt } from '../../electron/features/mail/encrypt/encrypt.ts';
import type { EncryptTask } from '../../electron/features/mail/encrypt/encrypt-task.ts';
import { newPassphrase } from '../../electron/features/mail/encrypt/passphrase.ts';
import { settle } from '../../electron/features/mail/encrypt/settle.ts';

const program = ['/usr/bin/7zz', '/usr/bin/7z'].find(existsSync);
const cannotRun = program ? null : '/usr/bin/7zz is absent';
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

const root = mkdtempSync(join(tmpdir(), 'encrypted-copy-'));
/** 500 took 33 s and 52 MB of memory. */
const MEGABYTES = 100;
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function taskFor(files: Readonly<Record<string, Buffer | string>>, passphrase = newPassphrase()) {
  const listed = Object.entries(files).map(([name, content], at) => {
    const path = join(folder, `source-${at}`);
    writeFileSync(path, content);
    return { path, name };
  });
  return {
    kind: 'encrypt',
    files: listed,
    target: join(folder, '加密副本.zip'),
    partial: join(folder, '.partial'),
    innerName: 'files.zip',
    passphrase,
  } as const;
}

/** As main asks it: written beside, then given its name. */
async function encrypted({ target, ...task }: EncryptTask & { target: string }, tell = (_bytes: number) => {}) {
  const { bytes } = await encrypt(task, tell);
  const { fileName } = await settle({ kind: 'settle', partial: task.partial, target });
  return { bytes, fileName };
}

const sevenZip = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) =>
    execFile(
      program ?? '',
      args,
      { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    ),
  );

describe.skipIf(cannotRun)('the encrypted copy', () => {
  test('is opened by the real 7-Zip with its passphrase, and gives the same files under their own names', async () => {
    const content = randomBytes(700_000);
    const task = taskFor({ '個人資料名冊.xlsx': content, '會議紀錄 (最終版).odt': '內容'.repeat(1000), '空.txt': '' });
    expect((await encrypted(task)).bytes).toBe(readFileSync(task.target).length);
    expect((await sevenZip('x', `-p${task.passphrase}`, '-oouter', task.target)).code).toBe(0);
    expect(readdirSync(join(folder, 'outer'))).toEqual(['files.zip']);
    expect((await sevenZip('x', '-oinner', 'outer/files.zip')).code).toBe(0);
    expect(readdirSync(join(folder, 'inner')).sort()).toEqual(
      ['個人資料名冊.xlsx', '會議紀錄 (最終版).odt', '空.txt'].sort(),
    );
    expect(readFileSync(join(folder, 'inner/個人資料名冊.xlsx')).equals(content)).toBe(true);
    expect(readFileSync(join(folder, 'inner/會議紀錄 (最終版).odt'), 'utf8')).toBe('內容'.repeat(1000));
  });

  test('tells nothing without the passphrase but one name that says nothing', async () => {
    const task = taskFor({ '個人資料名冊.xlsx': '身分證 A123456789 '.repeat(500) });
    await encrypted(task);
    const listed = await sevenZip('l', '-slt', task.target);
    expect(listed.said).toMatch(/^Path = files\.zip$/m);
    expect(listed.said).toMatch(/^Method = AES-256/m);
    expect(listed.said).toMatch(/^Encrypted = \+$/m);
    expect(listed.said).not.toContain('名冊');
    const raw = readFileSync(task.target);
    for (const secret of ['名冊', 'xlsx', 'A123456789']) expect(raw.includes(secret)).toBe(false);
    const wrong = await sevenZip('t', '-pwrong-wrong-wrong', task.target);
    expect([wrong.code, /Wrong password/.test(wrong.said)]).toEqual([2, true]);
  });

  test('never overwrites what stands there, and leaves nothing half-written behind', async () => {
    const task = taskFor({ 'a.txt': 'a' });
    writeFileSync(task.target, 'mine');
    expect((await encrypted(task)).fileName).toBe('加密副本 (2).zip');
    expect(readFileSync(task.target, 'utf8')).toBe('mine');
    const gone = {
      ...task,
      target: join(folder, 'other.zip'),
      files: [...task.files, { path: join(folder, 'gone'), name: 'b' }],
    };
    await expect(encrypted(gone)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(folder).sort()).toEqual(['source-0', '加密副本.zip', '加密副本 (2).zip'].sort());
  });

  test('of a large file stays within bounded memory', async () => {
    const source = join(folder, 'large');
    const file = await open(source, 'w');
    const piece = randomBytes(1_000_000);
    for (let at = 0; at < MEGABYTES; at++) await file.write(piece);
    await file.close();
    const task = { ...taskFor({}), files: [{ path: source, name: '大檔.bin' }] };
    let mostBytes = 0;
    const watch = setInterval(() => {
      mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
    }, 50);
    const before = process.memoryUsage().rss;
    const startedMs = performance.now();
    const told: number[] = [];
    const { bytes } = await encrypted(task, (done) => told.push(done));
    clearInterval(watch);
    console.log(
      `${MEGABYTES} MB: ${((performance.now() - startedMs) / 1000).toFixed(1)} s, ${((mostBytes - before) / 1e6).toFixed(0)} MB more at most`,
    );
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)).toBeLessThanOrEqual(MEGABYTES * 1_000_000);
    expect(bytes).toBeGreaterThan(MEGABYTES * 990_000);
    expect(mostBytes - before).toBeLessThan(250_000_000);
    expect((await sevenZip('t', `-p${task.passphrase}`, task.target)).code).toBe(0);
  }, 180_000);
});
