import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './desk.ts';
import { zh } from './words.ts';

const run = promisify(execFile);
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
  await page.getByText(zh('incident-page:history.heading')).first().click();
  await page.getByRole('button', { name: zh('incident-page:history.savePdfOf', { code }) }).click();
  await expect(page.getByText(zh('incident-page:history.saved', { fileName: '通報.pdf' }))).toBeVisible();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  const { stdout } = await run('pdftotext', [file, '-']).catch((error: NodeJS.ErrnoException) => {
    test.skip(error.code === 'ENOENT', 'pdftotext is absent (poppler-utils): the text was not read back');
    throw error;
  });
  expect(stdout).toContain(code);
  expect(stdout).toContain(firstId);
});

test('what the PC kept for itself is shown with its reason where it could not be read', async ({ desk }) => {
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
  expect(kept?.connections.live).toEqual({ kind: 'unknown', why: 'not read by this version' });
});
