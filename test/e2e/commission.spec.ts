import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { json, startLoopbackServer, text } from '../fixtures/loopback-server.ts';
import { apache } from '../system/store-servers.ts';
import { type Desk, expect, test } from './desk.ts';
import { phase, standing, stateOf } from './incident-page.ts';
import { zh } from './words.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const REPORTS = { cutMode: 'report-only' };
const soon = expect.configure({ timeout: 45_000 });

test('the commission’s notices are read before the outage, and stand beside the button and an incident all through it', async ({
  desk,
}) => {
  const server = await startLoopbackServer();
  server.answer = json({ schema: 1, notices: [{ title: '五樓網路維修', words: '無須通報。' }] });
  await desk.setManaged({ incident: { ...REPORTS, noticesUrl: `${server.address}/current.json` } });
  const first = await desk.launch({ env: APART });
  // Nobody has opened the page: read all the same.
  const kept = join(desk.userData, 'incident-notices.json');
  await soon.poll(() => existsSync(kept)).toBe(true);
  await desk.kill(first.app);

  const { readAtMs, ...rest } = JSON.parse(readFileSync(kept, 'utf8'));
  writeFileSync(kept, JSON.stringify({ ...rest, readAtMs: readAtMs - 3_600_000 }));
  server.answer = text('', 503);
  const { page } = await desk.launch({ env: APART });
  await page.getByRole('link', { name: zh('ui:nav.incident') }).click();
  const notices = page.getByRole('region', { name: zh('incident:notices.heading', { commission: '智發會' }) });
  await expect(notices).toContainText('五樓網路維修');
  await expect(notices).toContainText(/\d+ 年 \d+ 月 \d+ 日 \d\d:\d\d 取得/);
  await soon(notices).toContainText(zh('incident-page:notices.lastFailed'));
  await page.getByTestId('alarm').click();
  await phase(page, 'not-cut');
  await expect(notices).toContainText('五樓網路維修');
  await server.close();
});

async function expectStanding(page: Page, key: string, by: string): Promise<void> {
  for (const words of zh(key, { by, time: '@' }).split('@')) await soon(standing(page)).toContainText(words);
}

async function openIncident(desk: Desk) {
  const desktop = await desk.launch({ env: APART });
  await desktop.page.getByRole('link', { name: zh('ui:nav.incident') }).click();
  return desktop;
}

test('what a person writes to the status address reaches whoever reported, with their name, and is fetched once', async ({
  desk,
}) => {
  test.setTimeout(150_000);
  const log = join(desk.folder, 'access.log');
  const store = apache({ lines: [`CustomLog ${log} "%m %U %>s"`] });
  test.skip(store.cannotRun !== null, store.cannotRun ?? '');
  await store.start();
  const [put, status] = [store.address(), store.address('status')];
  await desk.setManaged({ incident: REPORTS, delivery: { http: [{ kind: '*', put, read: put, status }] } });
  const at = '2026-11-23T14:40:00+08:00';
  const write = async (steps: object) => {
    const body = JSON.stringify({ schema: 1, id: firstId, ...steps });
    expect((await fetch(status.replace('{id}', firstId), { method: 'PUT', body })).ok).toBe(true);
  };
  const answers = () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith(`GET /status/${firstId}`))
      .map((line) => line.split(' ').at(-1));

  const first = await desk.launch({ env: APART });
  await first.page.getByTestId('alarm').click();
  await phase(first.page, 'not-cut');
  const firstId = stateOf(desk)?.firstId ?? '';
  for (const words of zh('incident:report.received', { commission: '智發會', time: '@' }).split('@'))
    await soon(standing(first.page)).toContainText(words);
  await desk.kill(first.app);

  const made = await fetch(status.replace('{id}.json', ''), { method: 'MKCOL' });
  expect(made.status).toBe(201);
  await write({ seen: { at, by: '林值勤' } });
  const second = await openIncident(desk);
  await expectStanding(second.page, 'incident:report.seen', '林值勤');
  expect(answers().at(-1)).toBe('200');
  await desk.kill(second.app);

  // The next start knows the answer's ETag: the same is not fetched again.
  const { page } = await openIncident(desk);
  await soon.poll(() => answers().at(-1)).toBe('304');
  await expectStanding(page, 'incident:report.seen', '林值勤');
  await write({ seen: { at, by: '林值勤' }, handled: { at, by: '王處理', words: '已清除，可恢復連線。' } });
  await expectStanding(page, 'incident:report.handled', '王處理');
  await page.getByRole('link', { name: zh('ui:nav.delivery') }).click();
  const card = page.locator(`article[aria-label$="${firstId}"]`);
  await expect(card).toContainText(zh('delivery:meaning.handled', { by: '王處理', time: at.replace('T', ' ') }));
  await expect(card).toContainText(zh('delivery:words', { words: '已清除，可恢復連線。' }));
  await store.dispose();
});
