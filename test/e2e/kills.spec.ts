import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { couch } from '../system/store-servers.ts';
import { type Desk, expect, test } from './desk.ts';
import { HOTLINE } from './incident-page.ts';

const run = promisify(execFile);
const KILLS = 20;
const LATEST_KILL_MS = 3000;
/** Twenty starts of a real Electron, with the time given to each before it dies. */
const ALL_WITHIN_MS = 150_000;
const DELIVERED_WITHIN_MS = 30_000;
/** No network service but the namespace's own kernel. */
const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

/** What a page ever showed as an incident's number, also in the last moment before it died. */
const SHOWN = 'citynet-shown:';

test('twenty kills at any moment after the click lose no report whose number was shown, and none is stored twice', async ({
  desk,
}) => {
  test.setTimeout(ALL_WITHIN_MS + DELIVERED_WITHIN_MS);
  const seed = Number(process.env.CITYNET_TEST_SEED) || Date.now() % 100_000;
  console.log(`seed ${seed} (CITYNET_TEST_SEED)`);
  const random = randomFrom(seed);
  const store = couch();
  const folder = join(desk.folder, 'reports');
  try {
    await store.start();
    await mkdir(folder);
    const http = [{ kind: '*', put: store.address(), read: store.address() }];
    await desk.setManaged({
      incident: { cutMode: 'cut', hotlines: [HOTLINE], sendBeforeCutMs: 500 },
      delivery: { http, folder, folderKind: 'share' },
    });
    const shown = new Set<string>();
    const startedAtMs = performance.now();
    let kills = 0;
    for (; kills < KILLS; kills++) {
      const { app, page } = await launch(desk, shown);
      await endWhatIsOpen(page);
      await page.getByTestId('alarm').click();
      await wait(random() * LATEST_KILL_MS);
      await killWholly(app);
    }
    console.log(
      `${kills} kills in ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s, ${shown.size} numbers shown`,
    );
    expect(performance.now() - startedAtMs).toBeLessThan(ALL_WITHIN_MS);

    await launch(desk, shown);
    // The store itself throws where an id was written twice; in the folder each id is a name of its own.
    for (const held of [() => store.documents(), () => filesIn(folder)])
      await expect
        .poll(async () => missing(shown, codesIn(await held())), { timeout: DELIVERED_WITHIN_MS })
        .toEqual([]);
    for (const held of [await store.documents(), await filesIn(folder)]) {
      const codes = codesIn(held);
      expect(new Set(codes).size).toBe(codes.length);
    }
    expect(shown.size).toBeGreaterThan(0);
  } finally {
    await store.dispose();
    await run('ip', ['link', 'set', 'pc0', 'up']);
  }
});

/** Small and seeded, so that a failure can be had again (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function launch(desk: Desk, shown: Set<string>): Promise<{ app: ElectronApplication; page: Page }> {
  const { app, page } = await desk.launch({ env: APART });
  page.on('console', (message) => {
    if (message.text().startsWith(SHOWN)) shown.add(message.text().slice(SHOWN.length));
  });
  await page.evaluate((mark) => {
    const tell = () => {
      const code = document.querySelector('[data-testid="incident-code"]')?.textContent;
      if (code) console.log(mark + code);
    };
    new MutationObserver(tell).observe(document.body, { childList: true, subtree: true, characterData: true });
    tell();
  }, SHOWN);
  return { app, page };
}

/** A press joins an open incident: this ends what the last run left, so that the next press begins another. */
async function endWhatIsOpen(page: Page): Promise<void> {
  const standing = () =>
    page.evaluate(async () => {
      const { incident } = window.api;
      const answer = await incident.view();
      if (!answer.ok || answer.value === null) return answer.ok ? 'none' : 'no answer';
      const { mayRestore, mayClose, phase } = answer.value;
      if (mayRestore) await incident.restore({ reason: { kind: 'mistake' } });
      else if (mayClose) await incident.close();
      return phase;
    });
  await expect.poll(standing, { timeout: 10_000, intervals: [50] }).toMatch(/^(none|closed|restored)$/);
}

/** Every process of the app at once, as a power cut does. */
async function killWholly(app: ElectronApplication): Promise<void> {
  const { pid = 0 } = app.process();
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  process.kill(-pid, 'SIGKILL');
  await gone;
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.json$/.test(name));
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

/** Numbers of the first reports among documents. */
function codesIn(documents: ReadonlyMap<string, string>): string[] {
  const parsed = [...documents.values()].map((text) => JSON.parse(text));
  return parsed.filter(({ kind }) => kind === 'incident').map(({ body }) => body.code);
}

const missing = (shown: ReadonlySet<string>, codes: readonly string[]) =>
  [...shown].filter((code) => !codes.includes(code));
