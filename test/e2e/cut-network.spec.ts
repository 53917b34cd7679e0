import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { formatClock } from '../../electron/contract/format.ts';
import { FirstReport } from '../../electron/contract/incident.ts';
import { decodeDocumentFile } from '../../electron/delivery/document-file.ts';
import type { Desk } from './desk.ts';
import { codeOf, phase, restore, stateOf, untilState } from './incident-page.ts';
import { answerDialogs, openMail } from './mail-page.ts';
import { expect, test } from './managed-desk.ts';
import { zh } from './words.ts';

const run = promisify(execFile);
const LISTEN_MS = 300;
const HANGS_MS = 8000;

/** The first report as the disk has it in the moment in which the cut is asked for. Rejects where it is not whole. */
async function reportAtTheCut(desk: Desk): Promise<FirstReport> {
  const { firstId, unposted } = await untilState(desk, ({ cutAskedAtMs }) => cutAskedAtMs !== null);
  const held = unposted.find(({ id }) => id === firstId);
  return FirstReport.parse(held ? held.body : inOutbox(desk, firstId));
}

const outbox = (desk: Desk) => join(desk.userData, 'outbox/documents');

function documentOf(desk: Desk, id: string) {
  return decodeDocumentFile(readFileSync(join(outbox(desk), `${id}.json`), 'utf8'), id).document;
}

const inOutbox = (desk: Desk, id: string): unknown => documentOf(desk, id).body;

const documentsIn = (desk: Desk) =>
  readdirSync(outbox(desk)).flatMap((name) => (name.endsWith('.json') ? [documentOf(desk, name.slice(0, -5))] : []));

/** Keeps the page's own thread busy; the flag goes down when it is free again. */
function hang(page: Page): { isHung: boolean } {
  const hung = { isHung: true };
  void page
    .evaluate((hangsMs) => {
      for (const endsAtMs = Date.now() + hangsMs; Date.now() < endsAtMs; );
    }, HANGS_MS)
    .catch(() => {})
    .then(() => {
      hung.isHung = false;
    });
  return hung;
}

test('a click lets no packet more out, the report is on disk by then, and one question brings all back', async ({
  open,
}) => {
  const { desk, packets } = await open();
  const { page } = await desk.launch();
  const report = reportAtTheCut(desk);
  await page.getByTestId('alarm').click();
  expect((await report).asked).toBe('cut');
  await phase(page, 'cut-confirmed');
  await packets.last(LISTEN_MS);
  const code = await codeOf(page);
  expect((await report).code).toBe(code);
  expect(inOutbox(desk, stateOf(desk)?.firstId ?? '')).toMatchObject({ part: 'first', code });
  const time = formatClock(stateOf(desk)?.confirmedAtMs ?? 0, 'Asia/Taipei', true);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('incident:state.cut-confirmed', { time }));

  await page.getByRole('button', { name: zh('incident:action.restore') }).click();
  await page.getByRole('radio', { name: zh('incident:restore.mistake') }).click();
  expect(await packets.flow()).toBe(false);
  await page.getByRole('button', { name: zh('incident-page:restore.confirm') }).click();
  await phase(page, 'restored');
  await packets.untilTheyFlow();
});

test('--incident from a cold start cuts, and a restart of the app and of the network service forgets nothing', async ({
  open,
}) => {
  const { desk, packets, managed } = await open();
  const report = reportAtTheCut(desk);
  const first = await desk.launch({ args: ['--incident'] });
  await phase(first.page, 'cut-confirmed');
  await packets.last(LISTEN_MS);
  const code = await codeOf(first.page);
  expect((await report).code).toBe(code);
  await desk.kill(first.app);
  await managed.signal('SIGKILL');
  await managed.start();

  const { page } = await desk.launch();
  await page.getByRole('link', { name: code }).click();
  await phase(page, 'cut-confirmed');
  expect(await packets.flow()).toBe(false);
  await restore(page);
  await packets.untilTheyFlow();
});

const ELSEWHERE: readonly { readonly from: string; readonly press: (desk: Desk) => Promise<unknown> }[] = [
  { from: 'a second start', press: async (desk) => expect((await desk.run(['--incident'])).code).toBe(0) },
  { from: 'the keys', press: () => run('xdotool', ['key', 'ctrl+alt+shift+F12']) },
];
for (const { from, press } of ELSEWHERE)
  test(`while the page hangs, a press by ${from} cuts`, async ({ open }) => {
    const { desk, packets } = await open();
    const { page } = await desk.launch();
    // The keys are taken once the page stands.
    await page.waitForTimeout(1000);
    const hung = hang(page);
    await press(desk);
    await untilState(desk, (state) => state.phase === 'cut-confirmed', HANGS_MS / 2);
    await packets.last(LISTEN_MS);
    expect(hung.isHung).toBe(true);
  });

test('while the page hangs after a report only, a press from elsewhere joins it and cuts', async ({ open }) => {
  const { desk, packets } = await open({ seat: 'remote' });
  const { page } = await desk.launch();
  await page.getByTestId('alarm').click();
  await page.getByRole('button', { name: zh('incident:action.doNotCut') }).click();
  await phase(page, 'not-cut');
  await packets.untilTheyFlow();
  const code = await codeOf(page);
  const hung = hang(page);
  expect((await desk.run(['--incident'])).code).toBe(0);
  // From afar even a second press counts down first.
  const { code: joined } = await untilState(desk, (state) => state.phase === 'countdown', HANGS_MS / 2);
  expect(joined).toBe(code);
  expect(hung.isHung).toBe(true);
});

test('a doubted message that is reported with a cut lets no packet more out, and is kept whole until there is a way', async ({
  open,
}) => {
  const { desk, packets } = await open();
  const message = 'From: "IT" <it@tycq.gov.tw>\r\nTo: me@tycg.gov.tw\r\nSubject: password\r\n\r\nhttp://1.2.3.4/\r\n';
  const path = join(desk.folder, 'doubt.eml');
  await writeFile(path, message);
  const { app, page } = await desk.launch();
  await answerDialogs(app, [path], '');
  await openMail(page);
  await page.getByRole('link', { name: zh('mail:part.message'), exact: true }).click();
  await page.getByRole('button', { name: zh('mail:message.button'), exact: true }).click();
  await page.getByRole('button', { name: zh('mail:report.button') }).click();
  await expect(page.getByText(zh('mail:report.thirdParties'))).toBeVisible();
  await packets.untilTheyFlow();
  const report = reportAtTheCut(desk);
  await page
    .getByRole('main')
    .getByRole('button', { name: zh('mail:report.cut') })
    .click();
  expect((await report).asked).toBe('cut');
  await phase(page, 'cut-confirmed');
  await packets.last(LISTEN_MS);
  const code = await codeOf(page);
  const carrying = () => documentsIn(desk).find(({ body }) => (body as { part?: string }).part === 'message');
  await expect.poll(carrying).toMatchObject({ body: { code, attachment: 'doubt.eml', notAttached: null } });
  expect(Buffer.from(carrying()?.attachments[0]?.base64 ?? '', 'base64').toString()).toBe(message);
  expect(await packets.flow()).toBe(false);

  await restore(page);
  await packets.untilTheyFlow();
});
