import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { DeliveryReason } from '../../electron/contract/delivery.ts';
import { startLoopbackServer, text } from '../fixtures/loopback-server.ts';
import { apache, freePort, nginx } from '../system/store-servers.ts';
import { type Desk, expect, test } from './desk.ts';
import {
  cannotMountShare,
  cannotRunMailHost,
  mountShare,
  mountSmallDisk,
  openPlainMailHost,
  openSecureStore,
} from './failing-places.ts';
import { codeOf, HOTLINE, phase, standing, stateOf } from './incident-page.ts';
import { wordsIn, zh } from './words.ts';

/** No network service but the namespace's own kernel. */
const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const PHONE = `${HOTLINE.name} ${HOTLINE.phone}`;
const LANGUAGES = ['zh-TW', 'en'] as const;
/** pc0's own: this PC as well, but not its loopback, where the way may be unencrypted. */
const OWN_ADDRESS = '198.51.100.1';
/** A machine that tests keep busy is late with its timers; the bench holds the bound itself. */
const BUSY_MS = 300;
const REPORTS = { cutMode: 'report-only', hotlines: [HOTLINE] };
const CUTS = { cutMode: 'cut', hotlines: [HOTLINE], sendBeforeCutMs: 1500 };

interface Told {
  readonly state: 'queued' | 'not-taken' | 'sent' | 'received';
  /** null: there is nothing to explain. */
  readonly reason: DeliveryReason | null;
  /** Of the other side's own words, which are quoted; '' where it has none. */
  readonly detail: string;
}

interface Trouble extends Told {
  readonly name: string;
  readonly settings: object;
}

const store = (address: string) => ({ delivery: { http: [{ kind: '*', put: address, read: address }] } });
const turnedAway = (detail: string): Told => ({ state: 'not-taken', reason: 'refused-by-store', detail });
const waiting = (reason: DeliveryReason, detail: string): Told => ({ state: 'queued', reason, detail });

/** As an administrator changes them while the app runs. */
async function manage(desk: Desk, app: ElectronApplication, settings: object): Promise<void> {
  await desk.setManaged(settings);
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('unlock-screen'));
}

const soon = expect.configure({ timeout: 15_000 });
const REPORT_WORDS = { queued: 'notDelivered', 'not-taken': 'notDelivered', sent: 'sent', received: 'received' };

/** What the incident's page and the delivery page say of the first document, in the words of one language. */
async function expectTold(page: Page, id: string, language: (typeof LANGUAGES)[number], told: Told): Promise<void> {
  const t = wordsIn(language);
  const code = await codeOf(page);
  const values = { phone: PHONE, code, commission: '智發會', time: '@' };
  for (const words of t(`incident:report.${REPORT_WORDS[told.state]}`, values).split('@'))
    await soon(standing(page)).toContainText(words);
  const main = page.getByRole('main');
  if (told.reason) await soon(main).toContainText(t(`delivery:reason.${told.reason}`));

  await page.getByRole('link', { name: t('ui:nav.delivery') }).click();
  const card = page.locator(`article[aria-label$="${id}"]`);
  for (const words of [t(`delivery:state.${told.state}`), t(`delivery:meaning.${told.state}`), told.detail])
    await soon(card).toContainText(words);
  if (told.reason) await soon(card).toContainText(t(`delivery:reason.${told.reason}`));
  await page.getByRole('link', { name: code }).first().click();
}

const closeIncident = (page: Page) =>
  page.evaluate(() => (window as unknown as { api: { incident: { close(): Promise<void> } } }).api.incident.close());

test('each way a server fails is told, with what it means and what to do; later all arrives', async ({ desk }) => {
  test.setTimeout(120_000);
  const [strict, healthy] = [nginx(), apache()];
  for (const { cannotRun } of [strict, healthy]) test.skip(cannotRun !== null, cannotRun ?? '');
  test.skip(cannotRunMailHost !== null, cannotRunMailHost ?? '');
  const [odd, elsewhere] = [await startLoopbackServer(), await startLoopbackServer()];
  const secure = await openSecureStore(desk.folder);
  const mail = await openPlainMailHost(OWN_ADDRESS);
  for (const server of [strict, healthy]) await server.start();
  odd.answer = (request, response) => {
    const kind = request.url?.split('/')[1] ?? '';
    if (kind.startsWith('3'))
      response.writeHead(Number(kind), { location: elsewhere.address.replace('127.0.0.1', 'localhost') }).end();
    else if (kind === '500') text('<h1>資料庫停機維護</h1>', 500)(request, response);
    else if (request.method === 'PUT') response.writeHead(201).end();
    else text(kind === 'page' ? '<html>請先登入</html>' : '{"another":"document"}')(request, response);
  };
  const oddly = (kind: string) => store(`${odd.address}/${kind}/{id}`);
  const nobody = `http://127.0.0.1:${await freePort()}/{id}`;
  const byMail = { smtpServer: mail.url, smtpFrom: 'pc@example.gov.tw', smtpTo: ['duty@example.gov.tw'] };
  const troubles: readonly Trouble[] = [
    { name: 'out of order', settings: oddly('500'), ...turnedAway('HTTP 500 資料庫停機維護') },
    { name: 'too large for it', settings: store(strict.address('small')), ...turnedAway('HTTP 413') },
    { name: 'its folder is missing', settings: store(healthy.address('missing')), ...turnedAway('HTTP 409') },
    { name: 'moved, 302', settings: oddly('302'), ...waiting('redirect', 'redirect') },
    { name: 'moved, 307', settings: oddly('307'), ...waiting('redirect', 'redirect') },
    { name: 'gives back a page', settings: oddly('page'), state: 'sent', reason: 'not-understood', detail: '請先登入' },
    { name: 'gives back another', settings: oddly('other'), state: 'not-taken', reason: 'differs', detail: 'another' },
    { name: 'is not there', settings: store(nobody), ...waiting('unreachable', 'ERR_CONNECTION_REFUSED') },
    { name: 'unknown certificate', settings: store(secure.address), ...waiting('certificate', 'ERR_CERT_AUTHORITY') },
    { name: 'mail in the clear', settings: { delivery: byMail }, ...waiting('not-encrypted', 'TLS not available') },
    {
      name: 'the agency’s certificate',
      settings: { ...store(secure.address), caFile: secure.caFile },
      ...{ state: 'received', reason: null, detail: '' },
    },
  ];
  try {
    await desk.setManaged({ incident: REPORTS });
    const { app, page } = await desk.launch({ env: APART });
    const ids: string[] = [];
    for (const { name, settings, ...told } of troubles)
      await test.step(name, async () => {
        await manage(desk, app, { incident: REPORTS, language: 'zh-TW', ...settings });
        await page.getByTestId('alarm').click();
        await phase(page, 'not-cut');
        const id = stateOf(desk)?.firstId ?? '';
        expect(ids).not.toContain(id);
        ids.push(id);
        for (const language of LANGUAGES) {
          await manage(desk, app, { incident: REPORTS, language, ...settings });
          await expectTold(page, id, language, told);
        }
        await closeIncident(page);
      });
    expect(elsewhere.asked).toEqual([]);
    expect(mail.said()).toBe('');

    await manage(desk, app, { incident: REPORTS, ...store(healthy.address()) });
    const arrived = async () => ids.filter((id) => held.has(id) || secure.asked.some((path) => path.includes(id)));
    let held = await healthy.documents();
    await soon
      .poll(async () => {
        held = await healthy.documents();
        return arrived();
      })
      .toEqual(ids);
  } finally {
    for (const server of [odd, elsewhere, secure]) await server.close();
    for (const server of [strict, healthy]) await server.dispose();
    mail.close();
  }
});

test.describe('on a PC that cuts', () => {
  test.afterEach(() => {
    execFileSync('ip', ['link', 'set', 'pc0', 'up']);
    // The way out went with the link.
    execFileSync('ip', ['route', 'replace', 'default', 'via', process.env.CITYNET_TEST_PEER ?? '']);
  });

  test('a share that hangs holds the cut up by no more than its bound, and gets the report when it answers', async ({
    desk,
  }) => {
    test.skip(cannotMountShare !== null, cannotMountShare ?? '');
    test.setTimeout(90_000);
    const share = await mountShare(desk.folder);
    try {
      const settings = { incident: CUTS, delivery: { folder: share.folder, folderKind: 'share' } };
      await desk.setManaged(settings);
      const { app, page } = await desk.launch({ env: APART });
      share.hang();
      await page.getByTestId('alarm').click();
      await phase(page, 'cut-confirmed');
      const { firstId = '', code = '', clickedAtMs = 0, cutAskedAtMs } = stateOf(desk) ?? {};
      expect((cutAskedAtMs ?? Number.NaN) - clickedAtMs).toBeLessThanOrEqual(CUTS.sendBeforeCutMs + BUSY_MS);
      const notDelivered = { phone: PHONE, code, commission: '智發會' };
      await expect(standing(page)).toContainText(zh('incident:report.notDeliveredCut', notDelivered));
      for (const language of LANGUAGES) {
        await manage(desk, app, { ...settings, language });
        const words = wordsIn(language)('delivery:reason.late');
        await expect(page.getByRole('main')).toContainText(words, { timeout: 30_000 });
        expect(await readdir(share.behind)).toEqual([]);
      }
      share.goOn();
      await expect(standing(page)).toHaveAttribute('data-phase', 'cut-confirmed');
      await expect.poll(() => readdir(share.behind), { timeout: 40_000 }).toEqual([`${firstId}.json`]);
    } finally {
      await share.close();
    }
  });

  test('on a full disk a press still cuts, says that nothing is saved, and saves it once there is room', async ({
    desk,
  }) => {
    const disk = mountSmallDisk(desk.userData, 64_000_000);
    try {
      await desk.setManaged({ incident: CUTS });
      const { app, page } = await desk.launch({ env: APART });
      const filler = join(desk.userData, 'filler');
      const full = keepFull(filler);
      await page.getByTestId('alarm').click();
      await phase(page, 'cut-confirmed');
      const code = await codeOf(page);
      for (const language of LANGUAGES) {
        await manage(desk, app, { incident: CUTS, language });
        const t = wordsIn(language);
        await expect(standing(page)).toContainText(t('incident:problem.cannotSave', { phone: PHONE, code }));
        await page.getByRole('link', { name: t('ui:nav.delivery') }).click();
        await expect(page.getByRole('main')).toContainText(t('delivery:problem.cannot-save'));
        await page.getByRole('link', { name: code }).first().click();
      }
      clearInterval(full);
      rmSync(filler);
      const unsaved = standing(page).getByText(wordsIn('en')('incident:problem.cannotSave', { phone: PHONE, code }));
      await expect(unsaved).toHaveCount(0, { timeout: 15_000 });
      expect(stateOf(desk)?.code).toBe(code);
      const documents = () => readdir(join(desk.userData, 'outbox/documents'));
      await expect.poll(documents).toContain(`${stateOf(desk)?.firstId}.json`);
    } finally {
      for (const app of desk.apps) await app.close();
      disk.close();
    }
  });
});

/** Also of what Chromium gives back now and then. */
function keepFull(path: string): NodeJS.Timeout {
  fill(path);
  return setInterval(fill, 10, path);
}

/** To the last byte, as a disk is found full. */
function fill(path: string): void {
  const block = Buffer.alloc(65_536);
  for (;;)
    try {
      appendFileSync(path, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
}
