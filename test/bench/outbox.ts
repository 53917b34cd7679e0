import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeWaitingDocuments } from '../fixtures/waiting-documents.ts';
import { bundle } from '../system/bundle.ts';
import { furnish, OURS } from './electron-run.ts';
import { median, type Result, spread } from './result.ts';
import { startOnce } from './start.ts';

const run = promisify(execFile);
const COUNT = 10_000;
/** Nobody listens there. */
const PLACE = 'http://127.0.0.1:65535/{kind}/{id}';
const PAIRS = 9;
const LOADS = 7;
const WARM_UP_STARTS = 2;
const MOST_MORE_MS = 200;

interface Loaded {
  readonly tookMs: number;
  readonly worstBlockMs: number;
  readonly viewMs: number;
  readonly parseMs: number;
  readonly total: number;
}

/** 10,000 documents that wait for a store which does not answer: what they cost at the start, and to be taken up. */
export async function outbox(folder: string): Promise<Result[]> {
  const waiting = join(folder, 'waiting');
  writeWaitingDocuments(waiting, COUNT, PLACE);
  return [await starts(folder, waiting), await loads(waiting)];
}

async function starts(folder: string, waiting: string): Promise<Result> {
  const managed = join(folder, 'managed.json');
  await writeFile(managed, JSON.stringify({ delivery: { http: [{ kind: '*', put: PLACE, read: PLACE }] } }));
  const env = { CITYNET_MANAGED: managed };
  const [full, none] = [join(folder, 'full'), join(folder, 'none')];
  for (const userData of [full, none]) {
    await mkdir(userData);
    await furnish(userData);
  }
  await cp(waiting, join(full, 'outbox'), { recursive: true });
  for (let round = 0; round < WARM_UP_STARTS; round++)
    for (const each of [full, none]) await startOnce(OURS, each, env);
  const [withAll, without]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < PAIRS; pair++) {
    withAll.push((await startOnce(OURS, full, env)).answeredMs);
    without.push((await startOnce(OURS, none, env)).answeredMs);
  }
  const more = withAll.map((ms, pair) => ms - (without[pair] ?? Number.NaN));
  return {
    row: 'start, 10,000 waiting',
    ours: `${median(withAll).toFixed(0)} ms`,
    yardstick: `${median(without).toFixed(0)} ms with none waiting`,
    compared: `${median(more).toFixed(0)} ms more (median of ${PAIRS} pairs; ${spread(more, 0)})`,
    aim: { words: `≤ ${MOST_MORE_MS} ms more`, isMet: median(more) <= MOST_MORE_MS },
  };
}

async function loads(waiting: string): Promise<Result> {
  const probe = await bundle('test/bench/outbox-probe.ts');
  const loaded: Loaded[] = [];
  for (let round = 0; round < LOADS; round++) {
    const { stdout } = await run(process.execPath, [probe, waiting, PLACE]);
    const one = JSON.parse(stdout) as Loaded;
    if (one.total !== COUNT) throw new Error(`${one.total} of ${COUNT} documents were taken up`);
    loaded.push(one);
  }
  const middle = (name: keyof Loaded) => median(loaded.map((one) => one[name]));
  const tookMs = middle('tookMs');
  return {
    row: '10,000 waiting, taken up',
    ours: `${tookMs.toFixed(0)} ms (longest block ${middle('worstBlockMs').toFixed(0)}, a view ${middle('viewMs').toFixed(1)})`,
    yardstick: `${middle('parseMs').toFixed(0)} ms, JSON.parse of the same lines`,
    compared: `${(tookMs / middle('parseMs')).toFixed(1)} ×`,
    aim: { words: `≤ ${MOST_MORE_MS} ms`, isMet: tookMs <= MOST_MORE_MS },
  };
}
