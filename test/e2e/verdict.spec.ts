import type { IncomingHttpHeaders } from 'node:http';
import type { Locator, Page } from '@playwright/test';
import { json, type LoopbackServer, startLoopbackServer, text } from '../fixtures/loopback-server.ts';
import { type Desk, expect, test } from './desk.ts';
import { download } from './network.ts';
import { DAY } from './true-figure.ts';
import { en, zh } from './words.ts';

const COMMISSION = { name: '智發會', phone: '(03) 000-0000', hours: '' };
/** No warnings: the adapter's earlier traffic, from other tests, would already pass some. */
const SETTINGS = { ...DAY, commission: COMMISSION, warnAtPercent: [] };

/** A cap in whole megabytes that is `roomBytes`, or up to 1 MB more, above what this desk has counted already. */
async function setCap(desk: Desk, roomBytes: number, more: object = {}): Promise<number> {
  await desk.setManaged({ ...SETTINGS, ...more });
  const { countedBytes } = await desk.status();
  const capMegabytes = Math.ceil(((countedBytes ?? 0) + roomBytes) / 1e6);
  await desk.setManaged({ ...SETTINGS, capBytes: capMegabytes * 1e6, ...more });
  return capMegabytes;
}

const headlineOf = (page: Page) => page.locator('#standing');

/** Degrees on the colour wheel, of the text itself: red is within 20 of 0, amber about 25 to 60. */
async function hueOf(words: Locator): Promise<number> {
  const [red = 0, green = 0, blue = 0] = await words.evaluate((element) =>
    (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number),
  );
  return (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI;
}

test('past the cap by this PC’s own figure the page says so in amber, never in red, and --status exits with 1', async ({
  desk,
}) => {
  const capMegabytes = await setCap(desk, 5_000_000);
  const { page } = await desk.launch();
  await expect(headlineOf(page)).toHaveText(zh('usage:headline.ok'));
  expect((await desk.command(['--status'])).code).toBe(0);
  await download(7_000_000);
  await expect(headlineOf(page)).toHaveText('本機量測已逾上限');
  await expect(
    page
      .getByText(`今日本機量測已逾 ${capMegabytes} MB；是否違反規範由智發會認定。如因公務所需，請洽智發會說明。`)
      .first(),
  ).toBeVisible();
  await expect(page.getByText('智發會　電話：(03) 000-0000').first()).toBeVisible();
  await expect(headlineOf(page)).toHaveAttribute('data-tone', 'amber');
  expect(await hueOf(headlineOf(page))).toBeGreaterThan(20);
  const { code, stdout, stderr } = await desk.command(['--status']);
  expect(code).toBe(1);
  expect(stdout).toContain(`今日本機量測已逾 ${capMegabytes} MB`);
  expect(stderr).toBe('');
});

test('a threshold is said once in the window, and not again after a restart', async ({ desk }) => {
  await setCap(desk, 40_000_000, { warnAtPercent: [1, 99] });
  const first = await desk.launch();
  const said = (page: Page) => page.getByRole('region', { name: zh('ui:notice.threshold.title', { percent: 1 }) });
  await download(2_000_000);
  await expect(said(first.page)).toBeVisible();
  await said(first.page).getByRole('button').click();
  await expect(said(first.page)).toHaveCount(0);
  await first.app.close();

  const { page } = await desk.launch();
  await download(1_000_000);
  await expect
    .poll(() => page.evaluate(() => window.api.usage.snapshot()))
    .toMatchObject({
      value: { passedPercent: [1] },
    });
  expect(await page.evaluate(() => window.api.app.notices())).toEqual({ ok: true, value: [] });
});

test.describe('the commission’s own figure', () => {
  let server: LoopbackServer;
  test.beforeEach(async () => {
    server = await startLoopbackServer();
  });
  test.afterEach(() => server.close());

  const source = () => ({
    officialUsage: { url: `${server.address}/v1/{account}/{day}`, rxPointer: '/down', txPointer: '/up' },
  });

  test('stands beside ours, and only it turns the verdict red', async ({ desk }) => {
    server.answer = json({ down: 1_200_000, up: 300_000 });
    const capMegabytes = await setCap(desk, 5_000_000, source());
    const { page } = await desk.launch();
    const section = page.getByRole('region', { name: zh('usage:official.heading', { commission: '智發會' }) });
    await expect(section).toContainText('1.5 MB');
    await expect(section).toContainText('以智發會紀錄為準');
    const { day } = await desk.status();
    const account = await page.evaluate(async () => {
      const info = await window.api.app.info();
      return info.ok ? info.value.accountName : '';
    });
    expect(server.asked).toContain(`/v1/${encodeURIComponent(account)}/${day}`);

    // Over by ours and not by theirs: theirs decides.
    await download(7_000_000);
    await expect(headlineOf(page)).toHaveText(zh('usage:headline.overOfficialUnder'));
    await expect(headlineOf(page)).not.toHaveAttribute('data-tone', 'red');

    server.answer = json({ down: (capMegabytes + 3) * 1e6, up: 0 });
    await section.getByRole('button', { name: zh('usage:official.refresh') }).click();
    await expect(headlineOf(page)).toHaveText('智發會紀錄已逾上限');
    await expect(headlineOf(page)).toHaveAttribute('data-tone', 'red');
    expect(Math.abs(await hueOf(headlineOf(page)))).toBeLessThan(20);
    expect((await desk.command(['--status'])).code).toBe(1);

    // A failed attempt afterwards takes nothing away.
    server.answer = text('', 500);
    await section.getByRole('button', { name: zh('usage:official.refresh') }).click();
    await expect(section).toContainText(zh('usage:official.stale'));
    await expect(headlineOf(page)).toHaveText('智發會紀錄已逾上限');
  });

  test('is asked for with account and day, and nothing of this PC but the app’s name and version', async ({ desk }) => {
    let headers: IncomingHttpHeaders = {};
    server.answer = (request, response) => {
      headers = request.headers;
      json({ down: 1, up: 1 })(request, response);
    };
    await desk.setManaged({ ...SETTINGS, ...source() });
    const { page } = await desk.launch();
    await expect(page.getByText(zh('usage:official.decides', { commission: '智發會' }))).toBeVisible();
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'sec-fetch-dest',
      'sec-fetch-mode',
      'sec-fetch-site',
      'user-agent',
    ]);
    expect(headers['user-agent']).toMatch(/^citynet-desk\/\d+\.\d+\.\d+$/);
  });

  test('that cannot be had is said with the reason, and ours goes on', async ({ desk }) => {
    await desk.setOwn({ language: 'en' });
    await setCap(desk, 5_000_000, source());
    const { page } = await desk.launch();
    await expect(page.getByText(en('usage:official.error.refused', { commission: '智發會' }))).toBeVisible();
    await expect(headlineOf(page)).toHaveText(en('usage:headline.ok'));
    expect((await desk.status()).official).toMatchObject({ kind: 'waiting' });
  });
});
