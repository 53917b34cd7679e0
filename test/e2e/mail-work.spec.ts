// Long work on the pages of safe mail: many files, large ones, and what outlives the page.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Desk, expect, test } from './desk.ts';
import { answerDialogs, dropOn, openMail } from './mail-page.ts';
import { zh } from './words.ts';

/** Chromium finds a file with a Chinese name only in a locale that this PC has. */
const LOCALE = { LC_ALL: 'C.UTF-8' };
const button = (page: Page, key: string) => page.getByRole('button', { name: zh(key), exact: true });

async function checkEnded(page: Page): Promise<void> {
  await expect(button(page, 'mail:take.recheck')).toBeEnabled({ timeout: 60_000 });
}

async function put(desk: Desk, names: readonly string[], content: string | Buffer): Promise<string[]> {
  const folder = join(desk.folder, '檔案');
  await mkdir(folder, { recursive: true });
  const paths = names.map((name) => join(folder, name));
  for (const path of paths) await writeFile(path, content);
  return paths;
}

test('a thousand files leave the page at hand, and are stopped at once', async ({ desk }) => {
  const { page } = await desk.launch({ env: LOCALE });
  await openMail(page);
  await button(page, 'mail:classified.no').click();
  const names = Array.from({ length: 1000 }, (_, at) => `公文-${at}.txt`);
  await dropOn(page, await put(desk, names, '一般文字\n'.repeat(500)));
  const bar = page.getByRole('progressbar', { name: zh('mail:progress.label') });
  await expect(bar).toBeVisible();
  await expect(page.getByRole('heading', { name: zh('mail:files.heading', { count: 1000 }) })).toBeVisible({
    timeout: 30_000,
  });
  await expect(bar).toBeVisible();
  // A key stroke is answered while the check runs.
  const box = page.getByRole('textbox', { name: zh('mail:recipients.label') });
  const startedMs = performance.now();
  await box.pressSequentially('a@city.example');
  await expect(page.getByText(zh('mail:recipients.count', { count: 1 }))).toBeVisible();
  expect(performance.now() - startedMs).toBeLessThan(5000);
  await button(page, 'mail:progress.cancel').click();
  await expect(bar).toHaveCount(0);
  const stopped = zh('mail:progress.stopped', { total: 1000, left: '@', again: zh('mail:take.recheck') }).split('@');
  for (const words of stopped) await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
  await expect(page.getByTestId('mail-headline')).not.toHaveText(zh('mail:result.in-order'));
  await expect(button(page, 'mail:take.recheck')).toBeEnabled();
});

test('a corrected file is checked again, in its place', async ({ desk }) => {
  const { page } = await desk.launch({ env: LOCALE });
  await openMail(page);
  await button(page, 'mail:classified.no').click();
  await dropOn(page, await put(desk, ['名冊.txt'], '王大明 A123456789\n'));
  await checkEnded(page);
  const hit = page.getByText(zh('mail:personal.hit', { kind: zh('mail:kind.national-id'), count: 1 }));
  await expect(hit).toBeVisible();
  await put(desk, ['名冊.txt'], '王大明\n');
  await button(page, 'mail:take.recheck').click();
  await expect(hit).toHaveCount(0);
  await expect(page.getByText('名冊.txt')).toHaveCount(1);
});

test('an encrypted copy is stopped without a trace, and a made one keeps its passphrase and the recipients stay', async ({
  desk,
}) => {
  const { app, page } = await desk.launch({ env: LOCALE });
  const copy = join(desk.folder, '副本', '加密.zip');
  await mkdir(join(desk.folder, '副本'));
  await openMail(page);
  await button(page, 'mail:classified.no').click();
  await dropOn(page, await put(desk, ['大檔.bin'], randomBytes(60_000_000)));
  await checkEnded(page);
  await answerDialogs(app, [], copy);
  await button(page, 'mail:encrypt.button').click();
  await expect(page.getByRole('progressbar', { name: zh('mail:encrypt.running') })).toBeVisible();
  await button(page, 'mail:encrypt.cancel').click();
  await expect(button(page, 'mail:encrypt.button')).toBeVisible();
  await expect.poll(() => readdir(join(desk.folder, '副本'))).toEqual([]);

  await page.getByRole('button', { name: zh('mail:files.remove', { name: '大檔.bin' }) }).click();
  await dropOn(page, await put(desk, ['小檔.txt'], '內容'));
  await checkEnded(page);
  // Left at once: nothing typed is lost.
  await page.getByRole('textbox', { name: zh('mail:recipients.label') }).fill('a@city.example; b@city.example');
  await button(page, 'mail:encrypt.button').click();
  const passphrase = (await page.getByTestId('passphrase').textContent()) ?? '';
  expect(passphrase).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  await page.getByRole('link', { name: zh('mail:part.message'), exact: true }).click();
  await expect(page.getByTestId('passphrase')).toHaveCount(0);
  await page.getByRole('link', { name: zh('mail:part.before'), exact: true }).click();
  await expect(page.getByTestId('passphrase')).toHaveText(passphrase);
  await expect(page.getByRole('textbox', { name: zh('mail:recipients.label') })).toHaveValue(
    'a@city.example; b@city.example',
  );
  await button(page, 'mail:classified.change').click();
  await expect(page.getByTestId('passphrase')).toHaveText(passphrase);
  await button(page, 'mail:encrypt.hide').click();
  await expect(page.getByTestId('passphrase')).toHaveCount(0);
  expect(await readdir(join(desk.folder, '副本'))).toEqual(['加密.zip']);
});

test('a download is scanned without a question before, by the clause that asks for it', async ({ desk }) => {
  const { page } = await desk.launch({ env: LOCALE });
  await page.evaluate(() => {
    location.hash = '#/rules/7.3';
  });
  await page.locator('main a[href="#/mail/scan"]').click();
  await page.getByTestId('drop-area').waitFor();
  await dropOn(page, await put(desk, ['下載.txt'], 'text'));
  await expect(page.getByTestId('scan-headline')).not.toHaveText(zh('mail:scanPart.checking'), { timeout: 60_000 });
  await expect(page.getByText('下載.txt')).toBeVisible();
  await expect(page.locator('main a[href="#/rules/7.3"]')).toBeVisible();
  await expect(page.getByText(zh('mail:classified.question'))).toHaveCount(0);
});
