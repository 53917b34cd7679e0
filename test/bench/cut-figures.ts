import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { type Desk, ROOT } from '../e2e/desk.ts';
import { HOTLINE, phase, restore, stateOf, untilState } from '../e2e/incident-page.ts';
import { CLONE, type ManagedDesk, openManagedDesk } from '../e2e/managed-desk.ts';
import { bundle } from '../system/bundle.ts';
import { AS_ORDINARY_USER, type CutAsker, startCutAsker, WITHOUT_NET_ADMIN } from '../system/cut-asker.ts';
import { cannotAuthorise } from '../system/managed-network.ts';
import { apache } from '../system/store-servers.ts';

/** Milliseconds each, one a round. */
export interface CutFigures {
  /** From asking to the last packet that the peer saw, by the same account. */
  readonly raw: readonly number[];
  readonly nmcli: readonly number[];
  /** From the click's own time stamp to the last packet. */
  readonly atOnce: readonly number[];
  readonly healthy: readonly number[];
  readonly dead: readonly number[];
  /** From the press to the incident's first state on disk. */
  readonly pageHangs: readonly number[];
  readonly bothBusy: readonly number[];
  /** `sendBeforeCutMs` of `healthy` and `dead`. */
  readonly boundMs: number;
}

const ROUNDS = 7;
const BOUND_MS = 1500;
/** Long enough for a packet that got through after all. */
const LISTEN_MS = 150;
/** Of this network, and nobody has it: what is sent there is never answered. */
const DEAD = 'https://198.51.100.77/{kind}/{id}';

export async function cutFigures(): Promise<CutFigures> {
  const place = await openManagedDesk({});
  const store = apache();
  try {
    const asker = await sameAccount(place);
    await asker.mayCut();
    const raw: number[] = [];
    const nmcli: number[] = [];
    const atOnce: number[] = [];
    await withApp(place, { incident: { sendBeforeCutMs: 0 } }, async (clickToLast) => {
      for (let round = 0; round < ROUNDS; round++) {
        raw.push(await askToLast(place, asker, asker.rawCut));
        nmcli.push(await askToLast(place, asker, asker.nmcliCut));
        atOnce.push(await clickToLast());
      }
    });
    await store.start();
    const address = store.address();
    const healthy = await rounds(place, [{ kind: '*', put: address, read: address }]);
    const dead = await rounds(place, [{ kind: '*', put: DEAD, read: DEAD }]);
    const pageHangs = await whileBusy(place, false);
    const bothBusy = await whileBusy(place, true);
    return { raw, nmcli, atOnce, healthy, dead, pageHangs, bothBusy, boundMs: BOUND_MS };
  } finally {
    await store.dispose();
    await place.close();
  }
}

async function rounds(place: ManagedDesk, http: readonly object[]): Promise<number[]> {
  const figures: number[] = [];
  const managed = { incident: { sendBeforeCutMs: BOUND_MS }, delivery: { http } };
  await withApp(place, managed, async (clickToLast) => {
    for (let round = 0; round < ROUNDS; round++) figures.push(await clickToLast());
  });
  return figures;
}

/** Runs the app with these managed settings. */
async function withApp(
  { desk, packets }: ManagedDesk,
  { incident, ...managed }: { incident: object; delivery?: object },
  measure: (clickToLast: () => Promise<number>) => Promise<void>,
): Promise<void> {
  await desk.setManaged({ ...managed, incident: { cutMode: 'cut', hotlines: [HOTLINE], ...incident } });
  const { app, page } = await desk.launch();
  await settled(page);
  await measure(async () => {
    await packets.untilTheyFlow(10_000);
    const clickedAtNs = await clickAlarm(page);
    await phase(page, 'cut-confirmed');
    const { lastNs } = await packets.last(LISTEN_MS);
    await restore(page);
    return Number(lastNs - clickedAtNs) / 1e6;
  });
  await app.close();
}

/** The first seconds of a start are the start's own row. */
const settled = (page: Page) => page.waitForTimeout(1500);

/** The app's switch without the app, with the app's own rights: polkit takes its time for an ordinary account. */
async function sameAccount({ managed }: ManagedDesk): Promise<CutAsker> {
  const entry = await bundle('test/system/cut-probe.ts');
  return cannotAuthorise === null
    ? startCutAsker(managed.network, entry.replace(ROOT, `${CLONE}/`), ['pc0'], AS_ORDINARY_USER)
    : startCutAsker(managed.network, entry, ['pc0'], WITHOUT_NET_ADMIN);
}

async function askToLast(
  { packets }: ManagedDesk,
  asker: CutAsker,
  cut: () => Promise<{ askedAtNs: string }>,
): Promise<number> {
  await packets.untilTheyFlow(10_000);
  const { askedAtNs } = await cut();
  await wait(LISTEN_MS);
  const { lastNs } = await packets.last(LISTEN_MS);
  await asker.restore({ linksSetDown: [], wirelessLeft: [] });
  return Number(lastNs - BigInt(askedAtNs)) / 1e6;
}

/** Presses the page's button; answers the click's own time stamp on this process's monotonic clock. */
async function clickAlarm(page: Page): Promise<bigint> {
  const originNs = await pageOrigin(page);
  await page.evaluate(() => {
    const note = ({ timeStamp }: Event) => Object.assign(globalThis, { clickedAtMs: timeStamp });
    globalThis.addEventListener('click', note, { capture: true, once: true });
  });
  await page.getByTestId('alarm').click();
  const clickedAtMs = await page.evaluate(() => (globalThis as unknown as { clickedAtMs: number }).clickedAtMs);
  return originNs + BigInt(Math.round(clickedAtMs * 1e6));
}

/** Where the page's performance clock has its zero on this process's clock: the tightest of some tries. */
async function pageOrigin(page: Page): Promise<bigint> {
  let tightestNs = 1n << 62n;
  let originNs = 0n;
  for (let attempt = 0; attempt < 20; attempt++) {
    const beforeNs = process.hrtime.bigint();
    const pageMs = await page.evaluate(() => performance.now());
    const tookNs = process.hrtime.bigint() - beforeNs;
    if (tookNs >= tightestNs) continue;
    tightestNs = tookNs;
    originNs = beforeNs + tookNs / 2n - BigInt(Math.round(pageMs * 1e6));
  }
  return originNs;
}

/** A press as a second start hands it over, while the page's thread never comes free and main itself is three quarters busy. */
async function whileBusy({ desk }: ManagedDesk, isMainBusy: boolean): Promise<number[]> {
  const figures: number[] = [];
  await desk.setManaged({ incident: { cutMode: 'cut', sendBeforeCutMs: 0 } });
  const { app, page } = await desk.launch();
  await settled(page);
  for (let round = 0; round < ROUNDS; round++) {
    figures.push(await pressToDisk(desk, app, page, isMainBusy));
    await phase(page, 'cut-confirmed');
    await restore(page);
  }
  await app.close();
  return figures;
}

const HANGS_MS = 2500;
const BUSY_MS = 1000;

async function pressToDisk(desk: Desk, app: ElectronApplication, page: Page, isMainBusy: boolean): Promise<number> {
  const before = stateOf(desk)?.firstId;
  const hung = page.evaluate((hangsMs) => {
    for (const endsAtMs = Date.now() + hangsMs; Date.now() < endsAtMs; );
  }, HANGS_MS);
  await wait(100);
  const pressedAtMs = await app.evaluate(
    ({ app: running }, busyMs) =>
      new Promise<number>((pressed) => {
        const endsAtMs = Date.now() + busyMs;
        const burn = () => {
          for (const untilMs = performance.now() + 30; performance.now() < untilMs; );
          if (Date.now() < endsAtMs) setTimeout(burn, 10);
        };
        if (busyMs > 0) burn();
        setTimeout(() => {
          pressed(performance.timeOrigin + performance.now());
          running.emit('second-instance', {}, [], '', { wants: 'cut' });
        }, 200);
      }),
    isMainBusy ? BUSY_MS : 0,
  );
  await untilState(desk, ({ firstId }) => firstId !== before);
  const { mtimeMs } = statSync(join(desk.userData, 'incident/incident.json'));
  await hung;
  return mtimeMs - pressedAtMs;
}
