import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BARE, furnish, OURS, runElectron } from './electron-run.ts';
import { median, type Result, spread } from './result.ts';
import { writeYear } from './year.ts';

const HOOK = fileURLToPath(new URL('start-hook.cjs', import.meta.url));
const SAID = 'citynet-bench:';
const PAIRS = 15;
/** Chromium makes a script's code cache at its second load and uses it from the third on. */
const WARM_UP_STARTS = 3;
const START_TIMEOUT_MS = 60_000;
const MOST_RATIO = 1.3;

interface Started {
  readonly drawnMs: number;
  /** Ours only. */
  readonly answeredMs: number;
}

/**
 * From the making of the process to the true number drawn and a click answered, beside a bare Electron's first heading.
 * The two take turns, so that what else the machine does falls on both.
 */
export async function start(folder: string): Promise<Result[]> {
  const year = join(folder, 'year');
  await writeYear(year, Date.now());
  const afresh = async (app: string) => {
    const userData = join(folder, 'fresh');
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    await furnish(userData);
    if (app === OURS) await cp(year, join(userData, 'usage'), { recursive: true });
    return userData;
  };
  const fresh = await pairs('start, fresh profile', afresh);

  for (const app of [OURS, BARE]) {
    await mkdir(warmFolder(folder, app));
    await furnish(warmFolder(folder, app));
    if (app === OURS) await cp(year, join(warmFolder(folder, app), 'usage'), { recursive: true });
    for (let round = 0; round < WARM_UP_STARTS; round++) await startOnce(app, warmFolder(folder, app));
  }
  return [fresh, await pairs('start, again', async (app) => warmFolder(folder, app))];
}

const warmFolder = (folder: string, app: string) => join(folder, app === OURS ? 'ours' : 'bare');

async function pairs(row: string, userDataFor: (app: string) => Promise<string>): Promise<Result> {
  const ours: Started[] = [];
  const bare: Started[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    ours.push(await startOnce(OURS, await userDataFor(OURS)));
    bare.push(await startOnce(BARE, await userDataFor(BARE)));
  }
  const ratios = ours.map(({ answeredMs }, pair) => answeredMs / (bare[pair]?.drawnMs ?? Number.NaN));
  const drawn = median(ours.map(({ drawnMs }) => drawnMs)).toFixed(0);
  return {
    row,
    ours: `${median(ours.map(({ answeredMs }) => answeredMs)).toFixed(0)} ms (number drawn ${drawn})`,
    yardstick: `${median(bare.map(({ drawnMs }) => drawnMs)).toFixed(0)} ms, bare Electron's heading`,
    compared: `${median(ratios).toFixed(2)} × (median of ${PAIRS}; ${spread(ratios, 2)})`,
    aim: { words: `≤ ${MOST_RATIO.toFixed(2)} ×`, isMet: median(ratios) <= MOST_RATIO },
  };
}

/** One start of `app` on a data folder, to the first click answered; then it quits. */
export async function startOnce(app: string, userData: string, env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const hooked = { ...env, NODE_OPTIONS: `--require=${HOOK}` };
  const { child, startedAtMs, end } = await runElectron(app, userData, { env: hooked });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  try {
    if (!child.stdout) throw new Error('Electron has no standard output');
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith(SAID)) continue;
      const { drawnAtMs, answeredAtMs = Number.NaN } = JSON.parse(line.slice(SAID.length));
      return { drawnMs: drawnAtMs - startedAtMs, answeredMs: answeredAtMs - startedAtMs };
    }
    throw new Error(`${app} ended, or was stopped after ${START_TIMEOUT_MS / 1000} s, before its page was drawn`);
  } finally {
    clearTimeout(timer);
    await end();
  }
}
