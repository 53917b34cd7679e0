import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bundle } from '../system/bundle.ts';
import { median, type Result } from './result.ts';

const run = promisify(execFile);
const RUNS = 400;
/** The first are compiled as they run. */
const WARM_UP_RUNS = 100;
const MOST_MS = 5;

/** One receipt with the city's whole text; beside it Ed25519 alone over the same claim. */
export async function verify(folder: string): Promise<Result[]> {
  const probe = await bundle('test/bench/verify-probe.ts');
  const { stdout } = await run(process.execPath, [probe, folder, String(RUNS)]);
  const told = JSON.parse(stdout) as { ours: number[]; raw: number[]; bytes: number };
  const [ours = Number.NaN, raw = Number.NaN] = [told.ours, told.raw].map((all) => median(all.slice(WARM_UP_RUNS)));
  return [
    {
      row: `verify of one receipt, ${(told.bytes / 1000).toFixed(1)} kB`,
      ours: `${ours.toFixed(2)} ms`,
      yardstick: `${raw.toFixed(2)} ms, crypto.verify alone`,
      compared: `${(ours / raw).toFixed(1)} ×`,
      aim: { words: `≤ ${MOST_MS} ms`, isMet: ours <= MOST_MS },
    },
  ];
}
