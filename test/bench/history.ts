import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bundle } from '../system/bundle.ts';
import { median, type Result } from './result.ts';
import { writeYear } from './year.ts';

const run = promisify(execFile);
const RUNS = 15;
const MOST_MS = 10;
const DAYS_WRITTEN = 365;

/** A year of history, opened for the first time in a fresh process. */
export async function history(folder: string): Promise<Result[]> {
  const nowMs = Date.now();
  await writeYear(folder, nowMs);
  const probe = await bundle('test/bench/year-probe.ts');
  const took = async (what: string) => {
    const { stdout } = await run(process.execPath, [probe, what, folder, String(nowMs)]);
    return JSON.parse(stdout) as { tookMs: number; count: number };
  };
  const ours: number[] = [];
  const parse: number[] = [];
  for (let round = 0; round < RUNS; round++) {
    const opened = await took('ours');
    if (opened.count < DAYS_WRITTEN) throw new Error(`${opened.count} of ${DAYS_WRITTEN} days were read`);
    ours.push(opened.tookMs);
    parse.push((await took('parse')).tookMs);
  }
  const [oursMs, parseMs] = [median(ours), median(parse)];
  return [
    {
      row: 'a year of history opened',
      ours: `${oursMs.toFixed(1)} ms`,
      yardstick: `${parseMs.toFixed(1)} ms, JSON.parse of the same bytes`,
      compared: `${(oursMs / parseMs).toFixed(1)} ×`,
      aim: { words: `≤ ${MOST_MS} ms`, isMet: oursMs <= MOST_MS },
    },
  ];
}
