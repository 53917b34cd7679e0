import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailCheckView } from '../../electron/contract/mail.ts';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { bundle } from './bundle.ts';

const root = mkdtempSync(join(tmpdir(), 'electron-mail-'));
const cannotRun = existsSync('/usr/bin/xvfb-run') ? null : '/usr/bin/xvfb-run is absent';
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

let worker = '';
beforeAll(async () => {
  worker = await bundle('test/system/bad-mail-worker-probe.ts');
  const probe = await bundle('test/system/electron-mail-probe.ts');
  const folder = join(root, 'app');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'probe', type: 'module', main: 'main.mjs' }));
  writeFileSync(join(folder, 'main.mjs'), `void import(${JSON.stringify(`file://${probe}`)});\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Told extends Pick<MailCheckView, 'files' | 'leftOut' | 'size'> {
  readonly told: number;
  readonly log: string[];
  readonly tookMs: number;
  readonly longestBlockMs: number;
  readonly mostBytes: number;
  readonly workers: number;
  readonly electron: string;
}

async function check(names: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Told> {
  const paths = names.map((name) => join(root, name));
  for (const path of paths) writeFileSync(path, 'x');
  const { executablePath, args } = await electronRuntime();
  const run = ['--auto-servernum', executablePath, ...args, join(root, 'app'), `--user-data-dir=${join(root, 'data')}`];
  const given = { ...process.env, PROBE_WORKER: worker, PROBE_FILES: JSON.stringify(paths), ...env };
  const said = await new Promise<string>((resolve, reject) =>
    execFile('xvfb-run', run, { env: given, timeout: 60_000 }, (error, stdout, stderr) =>
      stdout.includes('PROBE ') ? resolve(stdout) : reject(new Error(`${error?.message}\n${stderr}`)),
    ),
  );
  return JSON.parse(/^PROBE (.*)$/m.exec(said)?.[1] ?? '');
}

const statesOf = ({ files }: Told) =>
  files.map(({ name, state, findings }) => [name, state, findings[0]?.detail ?? '']);

describe.skipIf(cannotRun)('in the real Electron', () => {
  test('a file that hangs, eats memory, ends or fools its process is said to, and all others are looked into', async () => {
    const told = await check(['one', 'hangs', 'two', 'eats', 'three', 'dies', 'four', 'lies', 'five'], {
      PROBE_TIMEOUT_MS: '2500',
    });
    expect(statesOf(told)).toEqual([
      ['one', 'done', ''],
      ['hangs', 'failed', 'late'],
      ['two', 'done', ''],
      ['eats', 'failed', 'too-much-memory'],
      ['three', 'done', ''],
      ['dies', 'failed', 'died'],
      ['four', 'done', ''],
      ['lies', 'failed', 'died'],
      ['five', 'done', ''],
    ]);
    expect(told.workers).toBeLessThanOrEqual(1);
    expect(told.mostBytes).toBeLessThan(700_000_000);
    const { electron, tookMs, mostBytes, longestBlockMs } = told;
    console.log(
      `Electron ${electron}: ${(tookMs / 1000).toFixed(1)} s, worker ${(mostBytes / 1e6).toFixed(0)} MB at most, main blocked ${longestBlockMs.toFixed(0)} ms at most`,
    );
  });

  test('a check that is cancelled ends its process at once, though that hears nothing', async () => {
    const told = await check(['first', 'hangs', 'second'], { PROBE_CANCEL_AFTER_MS: '800' });
    expect(statesOf(told)).toEqual([
      ['first', 'done', ''],
      ['hangs', 'cancelled', ''],
      ['second', 'cancelled', ''],
    ]);
    expect(told.workers).toBe(0);
    expect(told.tookMs).toBeLessThan(5000);
  });
});
