import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from '@playwright/test';

const PART = process.env.CITYNET_TEST_PART ?? '';
const PATH = fileURLToPath(new URL(`../results/event-loop${PART}.json`, import.meta.url));

/** How long main's event loop was ever blocked, test by test; the bench prints the worst. run.mjs removes an older run's. */
export interface EventLoopRecord {
  readonly schema: 1;
  readonly worstBlockMs: number;
  readonly tests: readonly { readonly title: string; readonly worstBlockMs: number }[];
}

/** Starts the main process's own measure. A block shows up with up to the resolution (5 ms) added. */
export async function watchEventLoop(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Object.assign(globalThis, { eventLoopDelay: delay });
  });
}

/** The longest block since the watch began, in milliseconds. */
async function worstBlockMs(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => (globalThis as unknown as { eventLoopDelay: { max: number } }).eventLoopDelay.max / 1e6);
}

/** Adds one test's worst block to the record; an app that has ended by then is left out. */
export async function recordEventLoop(title: string, apps: readonly ElectronApplication[]): Promise<void> {
  const measured = await Promise.all(apps.map((app) => worstBlockMs(app).catch(() => null)));
  const known = measured.filter((blockMs) => blockMs !== null);
  if (known.length === 0) return;
  const before = await readFile(PATH, 'utf8').then(
    (text) => (JSON.parse(text) as EventLoopRecord).tests,
    () => [],
  );
  const tests = [...before, { title, worstBlockMs: Math.max(...known) }];
  const record: EventLoopRecord = { schema: 1, worstBlockMs: Math.max(...tests.map((one) => one.worstBlockMs)), tests };
  await mkdir(new URL('../results/', import.meta.url), { recursive: true });
  await writeFile(PATH, JSON.stringify(record, null, 2));
}
