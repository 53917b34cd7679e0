import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { bundle } from '../system/bundle.ts';
import type { Result } from './result.ts';

const run = promisify(execFile);
const MOST_SECONDS = 10;
const FEW = 1_000;
const MANY = 10_000;

/** A folder of receipts as they arrive, read, verified and counted in a fresh process; then sealed, as they mostly are. */
export async function roster(folder: string): Promise<Result[]> {
  const [arrive, probe] = [await bundle('test/bench/arrive-probe.ts'), await bundle('test/bench/roster-probe.ts')];
  const worker = await bundle('electron/features/rules/acknowledgement/roster/roster-worker.ts');
  // The app's own runtime: its cryptography is not Node's.
  const { executablePath } = await electronRuntime();
  const asNode = { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } };
  const results: Result[] = [];
  for (const isSealed of [false, true]) {
    const seconds: number[] = [];
    for (const count of [FEW, MANY]) {
      const place = join(folder, `${count}`);
      const identity = isSealed ? [`${place}.identity`] : [];
      await run(process.execPath, [arrive, place, String(count), ...identity]);
      const { stdout } = await run(executablePath, [probe, place, worker, ...identity], asNode);
      const told = JSON.parse(stdout) as { tookMs: number; valid: number; problems: number; peakBytes: number };
      if (told.valid !== count)
        throw new Error(`${told.valid} of ${count} were valid, ${told.problems} not understood`);
      await rm(place, { recursive: true });
      seconds.push(told.tookMs / 1000);
      const [few = Number.NaN] = seconds;
      const here = told.tookMs / 1000;
      results.push({
        row: `roster of ${count} ${isSealed ? 'sealed' : 'plain'} receipts`,
        ours: `${here.toFixed(2)} s, peak ${(told.peakBytes / 1e6).toFixed(0)} MB`,
        yardstick: count === FEW ? '—' : `${((few * MANY) / FEW).toFixed(2)} s, ten times the thousand`,
        compared: count === FEW ? '' : `${(here / ((few * MANY) / FEW)).toFixed(2)} ×`,
        aim: count === FEW ? null : { words: `≤ ${MOST_SECONDS} s`, isMet: here <= MOST_SECONDS },
      });
    }
  }
  return results;
}
