import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { json, startLoopbackServer, text } from '../fixtures/loopback-server.ts';
import { apache } from '../system/store-servers.ts';
import { type Desk, expect, test } from './desk.ts';
import { HOTLINE, phase, standing, stateOf } from './incident-page.ts';
import { wordsIn, zh } from './words.ts';

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

type Words = typeof zh;

async function expectStanding(page: Page, words: string): Promise<void> {
  for (const part of words.split('@')) await soon(standing(page)).toContainText(part);
}

async function openIncident(desk: Desk, t: Words) {
  const desktop = await desk.launch({ env: APART });
  await desktop.page.getByRole('link', { name: t('ui:nav.incident') }).click();
  return desktop;
}

/** A real WebDAV server as the commission's store, and what it was asked for. */
async function openStatusStore(desk: Desk) {
  const log = join(desk.folder, 'access.log');
  const store = apache({ lines: [`CustomLog ${log} "%m %U %>s"`] });
  test.skip(store.cannotRun !== null, store.cannotRun ?? '');
  await store.start();
  const [put, status] = [store.address(), store.address('status')];
  await desk.setManaged({
    incident: { ...REPORTS, hotlines: [HOTLINE] },
    delivery: { http: [{ kind: '*', put, read: put, status }] },
  });
  return {
    dispose: () => store.dispose(),
    async makeStatusFolder() {
      expect((await fetch(status.replace('{id}.json', ''), { method: 'MKCOL' })).status).toBe(201);
    },
    /** As an officer does: a status document, put in place by hand. */
    async write(id: string, steps: object) {
      const body = JSON.stringify({ schema: 1, id, ...steps });
      expect((await fetch(status.replace('{id}', id), { method: 'PUT', body })).ok).toBe(true);
    },
    answers: (id: string) =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(`GET /status/${id}`))
        .map((line) => line.split(' ').at(-1)),
  };
}

/** Presses the button of a PC that only reports, and waits until the store has the report. */
async function reported(desk: Desk, t: Words) {
  const desktop = await desk.launch({ env: APART });
  await desktop.page.getByTestId('alarm').click();
  await phase(desktop.page, 'not-cut');
  await expectStanding(desktop.page, t('incident:report.received', { commission: '智發會', time: '@' }));
  return { ...desktop, firstId: stateOf(desk)?.firstId ?? '' };
}

const AT = '2026-11-23T14:40:00+08:00';
const AT_WORDS = AT.replace('T', ' ');
const AT_ZH = '115 年 11 月 23 日 14:40';

test('what a person writes to the status address reaches whoever reported, with their name, and is fetched once', async ({
  desk,
}) => {
  test.setTimeout(150_000);
  const store = await openStatusStore(desk);
  const first = await reported(desk, zh);
  const { firstId } = first;
  await desk.kill(first.app);

  await store.makeStatusFolder();
  await store.write(firstId, { seen: { at: AT, by: '林值勤' } });
  const second = await openIncident(desk, zh);
  await expectStanding(second.page, zh('incident:report.seen', { by: '林值勤', time: AT_ZH }));
  expect(store.answers(firstId).at(-1)).toBe('200');
  await desk.kill(second.app);

  // The next start knows the answer's ETag: the same is not fetched again.
  const { page } = await openIncident(desk, zh);
  await soon.poll(() => store.answers(firstId).at(-1)).toBe('304');
  await expectStanding(page, zh('incident:report.seen', { by: '林值勤', time: AT_ZH }));
  const handled = { at: AT, by: '王處理', words: '已清除，可恢復連線。' };
  await store.write(firstId, { seen: { at: AT, by: '林值勤' }, handled });
  await expectStanding(page, zh('incident:report.handled', { by: '王處理', time: AT_ZH }));
  await page.getByRole('link', { name: zh('ui:nav.delivery') }).click();
  const card = page.locator(`article[aria-label$="${firstId}"]`);
  await expect(card).toContainText(zh('delivery:meaning.handled', { by: '王處理', time: AT_WORDS }));
  await expect(card).toContainText(zh('delivery:words', { words: handled.words }));
  await store.dispose();
});

test('a report that a person refuses is said with their words, the phone and the code, in English', async ({
  desk,
}) => {
  test.setTimeout(150_000);
  const t = wordsIn('en');
  const store = await openStatusStore(desk);
  await desk.setOwn({ language: 'en' });
  const first = await reported(desk, t);
  const { firstId } = first;
  const code = stateOf(desk)?.code ?? '';
  await store.makeStatusFolder();
  await store.write(firstId, { seen: { at: AT, by: 'Lin' } });
  await desk.kill(first.app);
  const second = await openIncident(desk, t);
  await expectStanding(second.page, t('incident:report.seen', { by: 'Lin', time: '23 November 2026 14:40' }));
  const refused = { at: AT, by: 'Wang', words: 'This PC is not ours: call the district office.' };
  await store.write(firstId, { seen: { at: AT, by: 'Lin' }, refused });
  await desk.kill(second.app);
  const { page } = await openIncident(desk, t);
  await expectStanding(
    page,
    t('incident:report.refused', { by: 'Wang', phone: `${HOTLINE.name} ${HOTLINE.phone}`, code }),
  );
  await page.getByRole('link', { name: t('ui:nav.delivery') }).click();
  const card = page.locator(`article[aria-label$="${firstId}"]`);
  await expect(card).toContainText(t('delivery:meaning.refused', { by: 'Wang', time: AT_WORDS }));
  await expect(card).toContainText(t('delivery:words', { words: refused.words }));
  await store.dispose();
});
