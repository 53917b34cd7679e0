import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { OutboxContent } from '../../electron/contract/delivery.ts';
import { type DocumentWords, fieldWords, lineWords } from '../../electron/contract/document-words.ts';
import { isBody, rowsIn, statedAs } from '../../electron/contract/field-shape.ts';
import { expect, test } from './desk.ts';
import { zh } from './words.ts';

const run = promisify(execFile);
const DOCUMENT_WORDS: DocumentWords = JSON.parse(
  readFileSync(new URL('../../locales/zh-TW/document.json', import.meta.url), 'utf8'),
);
const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

test('a closed report stands in the history, and its PDF holds it word for word', async ({ desk }) => {
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const { app, page } = await desk.launch({ env: APART });
  const file = join(desk.folder, '通報.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.getByTestId('alarm').click();
  await expect(page.getByTestId('standing')).toHaveAttribute('data-phase', 'not-cut');
  const code = (await page.getByTestId('incident-code').textContent()) ?? '';
  const firstId = await page.evaluate(async () => {
    const { api } = window as unknown as { api: { incident: Record<string, (args?: object) => Promise<unknown>> } };
    await api.incident.close?.();
    const answer = (await api.incident.history?.()) as { value: { firstId: string }[] };
    return answer.value[0]?.firstId ?? '';
  });
  // Closed is not delivered: that stays said.
  await expect(page.getByTestId('last')).toContainText(zh('incident:report.notDelivered', { phone: '智發會', code }));
  await page.getByText(zh('incident-page:history.heading')).first().click();
  await expect(page.getByRole('row').filter({ hasText: code })).toContainText(
    zh('incident-page:history.phase.not-cut') + zh('delivery:state.saved'),
  );
  await page.getByRole('button', { name: zh('incident-page:history.savePdfOf', { code }) }).click();
  await expect(page.getByText(zh('incident-page:history.saved', { fileName: '通報.pdf' }))).toBeVisible();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  const { stdout } = await run('pdftotext', [file, '-']).catch((error: NodeJS.ErrnoException) => {
    test.skip(error.code === 'ENOENT', 'pdftotext is absent (poppler-utils): the text was not read back');
    throw error;
  });
  const printed = stdout.replace(/\s/g, '');
  const holds = (line: string) => expect(printed).toContain(line.replace(/\s/g, ''));
  const { document, sealed } = await page.evaluate(async (id) => {
    const { api } = window as unknown as {
      api: { delivery: { content(of: object): Promise<{ value: OutboxContent }> } };
    };
    return (await api.delivery.content({ id })).value;
  }, firstId);
  expect(sealed).toBeNull();
  for (const line of [code, firstId, document.createdAt, zh('delivery-mail:print.way'), zh('delivery:state.saved')])
    holds(line);
  holds(zh('delivery-mail:print.noAnswer'));
  const leaves = leavesOf(document.body);
  expect(leaves.length).toBeGreaterThan(12);
  for (const line of leaves) holds(line);
  expect(printed).not.toContain('本信');
});

/** All that is printed of a document, a line for each name wherever it stands. */
function leavesOf(body: object): string[] {
  const line = (name: string, value: unknown) =>
    `${fieldWords(DOCUMENT_WORDS, name)}：${lineWords(DOCUMENT_WORDS, name, value)}`;
  return Object.entries(body).flatMap(([name, value]) => {
    const stated = statedAs(value);
    const known = stated?.kind === 'known' ? stated.value : value;
    if (isBody(known) && stated === null) return leavesOf(known);
    if (!Array.isArray(known) || known.length === 0) return [line(name, known)];
    const rows = rowsIn(known);
    if (!rows) return known.map((each, at) => `${at + 1}：${each}`);
    return rows.flatMap((row) => Object.entries(row).map(([key, each]) => line(key, each)));
  });
}

test('the PC keeps a picture of the screen and the connections for itself', async ({ desk }) => {
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const { page } = await desk.launch({ env: { ...APART, XDG_SESSION_TYPE: 'x11' } });
  await page.getByTestId('alarm').click();
  await expect(page.getByTestId('standing')).toHaveAttribute('data-phase', 'not-cut');
  const evidence = () =>
    page.evaluate(async () => {
      const { api } = window as unknown as { api: { incident: { evidence(): Promise<{ value: unknown }> } } };
      return (await api.incident.evidence()).value as {
        connections: { live: { kind: string } };
        screenshot: { kind: string; pngBase64?: string };
      } | null;
    });
  await expect.poll(async () => (await evidence())?.screenshot.kind, { timeout: 8000 }).toBe('taken');
  const kept = await evidence();
  expect(
    Buffer.from(kept?.screenshot.pngBase64 ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(kept?.connections.live.kind).toBe('known');
});

test('what was released stands there with its time, also after a restart, and is not offered again', async ({
  desk,
}) => {
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const first = await desk.launch({ env: APART });
  await first.page.getByTestId('alarm').click();
  await expect(first.page.getByTestId('standing')).toHaveAttribute('data-phase', 'not-cut');
  const openPanel = (page: Page) => page.getByText(zh('incident:evidence.heading')).first().click();
  const connections = (page: Page) =>
    page.getByRole('checkbox', { name: zh('incident-page:evidence.tickConnections') });
  await openPanel(first.page);
  const again = first.page.getByRole('button', { name: zh('incident-page:evidence.again') });
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    await expect(connections(first.page)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await connections(first.page).check();
  await first.page.getByRole('button', { name: zh('incident:evidence.release') }).click();
  const what = zh('incident-page:evidence.part.connections');
  await expect(first.page.getByTestId('released')).toContainText(what);
  await expect(connections(first.page)).toHaveCount(0);
  await desk.kill(first.app);

  const { page } = await desk.launch({ env: APART });
  await page.getByRole('link', { name: zh('ui:nav.incident') }).click();
  await openPanel(page);
  await expect(page.getByTestId('released')).toContainText(what);
  await expect(page.getByRole('checkbox', { name: zh('incident-page:evidence.tickScreenshot') })).toBeVisible();
  await expect(connections(page)).toHaveCount(0);
});

test('what a closed report left on this PC can still be looked at and deleted, and no drill comes before that', async ({
  desk,
}) => {
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const { page } = await desk.launch({ env: APART });
  await page.getByTestId('alarm').click();
  await expect(page.getByTestId('standing')).toHaveAttribute('data-phase', 'not-cut');
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const answer = await window.api.incident.evidence();
        return answer.ok && answer.value !== null;
      }),
    )
    .toBe(true);
  await page.getByRole('button', { name: zh('incident:action.close'), exact: true }).click();
  const drill = page.getByRole('button', { name: zh('incident-page:drill.start') });
  await expect(drill).toBeDisabled();
  await expect(page.getByText(zh('incident-page:drill.evidenceFirst'))).toBeVisible();
  await page.getByText(zh('incident:evidence.heading')).first().click();
  await page.getByRole('button', { name: zh('incident:evidence.discard') }).click();
  await expect(drill).toBeEnabled();
  await expect(page.getByText(zh('incident:evidence.heading'))).toHaveCount(0);
});

test('a damaged record of the cut is kept aside, said at every start until dismissed, and the button still works', async ({
  desk,
}) => {
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const folder = join(desk.userData, 'incident');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'incident.json'), '{"schema":1,"phase":"cut-conf');
  const title = zh('ui:notice.incident-record-damaged.title');
  const first = await desk.launch({ env: APART });
  const banner = first.page.getByRole('region', { name: title });
  await expect(banner).toContainText('nmcli networking on');
  await expect(banner).toContainText('incident.json.damaged-');
  await desk.kill(first.app);
  const { page } = await desk.launch({ env: APART });
  await page
    .getByRole('region', { name: title })
    .getByRole('button', { name: zh('ui:notice.dismiss') })
    .click();
  await expect(page.getByRole('region', { name: title })).toHaveCount(0);
  await page.getByTestId('alarm').click();
  await expect(page.getByTestId('standing')).toHaveAttribute('data-phase', 'not-cut');
});

test('--restore on a PC that this app has not cut does nothing and says so', async ({ desk }) => {
  const { page } = await desk.launch({ args: ['--restore'], env: APART });
  await expect(page.getByRole('region', { name: zh('ui:notice.nothing-to-restore.title') })).toBeVisible();
});
