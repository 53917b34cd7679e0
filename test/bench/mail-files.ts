import { execFile } from 'node:child_process';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { bundle } from '../system/bundle.ts';
import { OURS } from './electron-run.ts';
import type { Result } from './result.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 300_000;
const BLOCK_AIM_MS = 50;
const MEGABYTE = 1_000_000;

interface Told {
  readonly told: number;
  readonly tookMs: number;
  readonly longestBlockMs: number;
  readonly mostBytes: number;
  readonly notDone: number;
}

/** The built mail worker in a real Electron: a thousand lists of people, and 500 MB in five files. No antivirus. */
export async function mailFiles(folder: string): Promise<Result[]> {
  const probe = await bundle('test/system/electron-mail-probe.ts');
  const app = join(folder, 'app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'probe', type: 'module', main: 'main.mjs' }));
  await writeFile(join(app, 'main.mjs'), `void import(${JSON.stringify(`file://${probe}`)});\n`);
  const many = await thousandLists(folder);
  const large = await largeFiles(folder);
  return [
    resultOf('mail: 1,000 files of 20 KB', 1000, await check(app, folder, many)),
    resultOf('mail: 500 MB in five files', 5, await check(app, folder, large)),
  ];
}

async function thousandLists(folder: string): Promise<string[]> {
  const line = '王大明,A123456789,0912-345-678,桃園市桃園區縣府路1號,ming@example.gov.tw\n';
  const text = line.repeat(Math.ceil(20_000 / Buffer.byteLength(line)));
  const paths = Array.from({ length: 1000 }, (_, at) => join(folder, `名冊-${at}.csv`));
  for (const path of paths) await writeFile(path, text);
  return paths;
}

async function largeFiles(folder: string): Promise<string[]> {
  const piece = Buffer.from(Array.from({ length: MEGABYTE }, (_, at) => (at * 2_654_435_761) >>> 24));
  const paths = Array.from({ length: 5 }, (_, at) => join(folder, `錄影-${at}.bin`));
  for (const path of paths) {
    const file = await open(path, 'w');
    for (let at = 0; at < 100; at++) await file.write(piece);
    await file.close();
  }
  return paths;
}

async function check(app: string, folder: string, paths: readonly string[]): Promise<Told> {
  const { executablePath, args } = await electronRuntime();
  const list = join(folder, 'paths.json');
  await writeFile(list, JSON.stringify(paths));
  const env = { ...process.env, PROBE_WORKER: join(OURS, 'dist/electron/mail-worker.js'), PROBE_FILES: list };
  const { stdout } = await run(executablePath, [...args, app, `--user-data-dir=${join(folder, 'data')}`], {
    env,
    timeout: TIMEOUT_MS,
    maxBuffer: 50 * MEGABYTE,
  });
  return JSON.parse(/^PROBE (.*)$/m.exec(stdout)?.[1] ?? '');
}

function resultOf(row: string, files: number, { told, tookMs, longestBlockMs, mostBytes, notDone }: Told): Result {
  const seconds = tookMs / 1000;
  const block = `main blocked ${longestBlockMs.toFixed(0)} ms at most`;
  return {
    row,
    ours: `${seconds.toFixed(1)} s, ${notDone} not done, worker ${(mostBytes / MEGABYTE).toFixed(0)} MB`,
    yardstick: `${(tookMs / files).toFixed(1)} ms a file`,
    compared: `${block}, page told ${(told / seconds).toFixed(1)} times a second`,
    aim: { words: `blocked ≤ ${BLOCK_AIM_MS} ms`, isMet: longestBlockMs <= BLOCK_AIM_MS && notDone === 0 },
  };
}
