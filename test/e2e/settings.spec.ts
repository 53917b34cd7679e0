import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { json, text as plain, startLoopbackServer } from '../fixtures/loopback-server.ts';
import { type Desk, expect, test } from './desk.ts';
import { en, zh } from './words.ts';

/** Each kind of mistake in the administrator's file, with what must be said of it. */
const BAD_FILES: readonly { readonly title: string; readonly text: string; readonly says: readonly string[] }[] = [
  { title: 'that is not JSON', text: '{ "capBytes": 5000000', says: [zh('ui:problem.whole'), reason('not-json')] },
  {
    title: 'with an unknown field',
    text: '{ "capByte": 5000000 }',
    says: ['capByte', reason('unknown-field'), zh('ui:problem.suggestion', { suggestion: 'capBytes' })],
  },
  { title: 'with a cap of "1 GB"', text: '{ "capBytes": "1 GB" }', says: ['capBytes', reason('wrong-unit'), '1 GB'] },
  { title: 'with a cap of 0', text: '{ "capBytes": 0 }', says: ['capBytes', reason('out-of-range')] },
  {
    title: 'with a time zone that does not exist',
    text: '{ "timeZone": "Asia/Taoyuan" }',
    says: ['timeZone', reason('no-such-time-zone'), 'Asia/Taoyuan'],
  },
];

function reason(name: string): string {
  return zh(`ui:problem.reason.${name}`);
}

const banner = (page: Page) => page.getByRole('region', { name: zh('ui:problem.heading') });

for (const { title, text, says } of BAD_FILES) {
  test(`an agency's file ${title} is refused with field and reason, on the page and by --status`, async ({ desk }) => {
    await desk.setManaged(text);
    const { page } = await desk.launch();
    for (const words of [desk.managedFile, ...says]) await expect(banner(page)).toContainText(words);
    // The app runs on the built-in values.
    await expect(page.locator('#standing')).not.toBeEmpty();
    expect(await page.evaluate(() => window.api.settings.view())).toMatchObject({
      value: { values: { capBytes: 1_000_000_000, timeZone: 'Asia/Taipei' }, sources: { capBytes: 'built-in' } },
    });

    const { code, stdout, stderr } = await desk.command(['--status', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).problems).toHaveLength(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    for (const words of says) expect(stderr).toContain(words);
  });
}

test('the last good values hold where the agency’s file goes bad, also after a restart', async ({ desk }) => {
  await desk.setManaged({ capBytes: 250_000_000 });
  const first = await desk.launch();
  await expect(first.page.getByText(zh('usage:gauge.ofCap', { cap: '250 MB' })).first()).toBeVisible();
  await first.app.close();

  await desk.setManaged('{ "capBytes": 0 }');
  const { page } = await desk.launch();
  await expect(banner(page)).toContainText(reason('out-of-range'));
  await expect(page.getByText(zh('usage:gauge.ofCap', { cap: '250 MB' })).first()).toBeVisible();
  await goToSettings(page);
  await expect(page.getByText(zh('settings:source.last-good')).first()).toBeVisible();
  const { code, stderr } = await desk.command(['--status']);
  expect(code).toBe(2);
  expect(stderr).toContain(zh('cli:problem.lastGood').trim());
});

test('what the agency sets is locked: the control is disabled and main refuses the call', async ({ desk }) => {
  await desk.setManaged({ language: 'zh-TW', toasts: false });
  const { page } = await desk.launch();
  await goToSettings(page);
  const toasts = page.getByRole('switch', { name: zh('settings:personal.toasts') });
  await expect(toasts).toBeDisabled();
  await expect(toasts).not.toBeChecked();
  for (const radio of await page
    .getByRole('radiogroup', { name: zh('settings:personal.language') })
    .getByRole('radio')
    .all())
    await expect(radio).toBeDisabled();
  await expect(page.getByText(zh('settings:personal.locked'))).toHaveCount(2);
  await expect(page.getByRole('switch', { name: zh('settings:personal.startAtSignIn') })).toBeEnabled();

  expect(await page.evaluate(() => window.api.settings.set({ toasts: true, theme: 'dark' }))).toMatchObject({
    ok: false,
    error: { code: 'managed-setting', field: 'toasts' },
  });
  // Refused as a whole: the theme beside it was not taken either.
  expect(await page.evaluate(() => window.api.settings.view())).toMatchObject({
    value: { values: { toasts: false, theme: 'system' } },
  });
});

test('the language changes at once, both ways, and stays after a restart', async ({ desk }) => {
  const first = await desk.launch();
  await goToSettings(first.page);
  await first.page.getByRole('radio', { name: 'English' }).click();
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText(en('settings:title'));
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(first.page.getByText(/\p{Script=Han}/u)).toHaveText([en('settings:choice.language.zh-TW'), /智發會/]);
  await first.app.close();

  const { page } = await desk.launch();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en('usage:title'));
  await page.getByRole('link', { name: en('ui:nav.settings') }).click();
  await page.getByRole('radio', { name: en('settings:choice.language.zh-TW') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('settings:title'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-TW');
});

test('the appearance changes at once', async ({ desk }) => {
  const { page } = await desk.launch();
  await goToSettings(page);
  const brightness = () =>
    page.evaluate(() => {
      const [red = 0, green = 0, blue = 0] = (
        getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? []
      ).map(Number);
      return (red + green + blue) / 3;
    });
  await page.getByRole('radio', { name: zh('settings:choice.theme.dark') }).click();
  await expect.poll(brightness).toBeLessThan(80);
  await page.getByRole('radio', { name: zh('settings:choice.theme.light') }).click();
  await expect.poll(brightness).toBeGreaterThan(200);
});

test('"start at sign-in" writes the desktop’s autostart file at once, and removes it', async ({ desk }) => {
  const { page } = await desk.launch();
  await goToSettings(page);
  const startAtSignIn = page.getByRole('switch', { name: zh('settings:personal.startAtSignIn') });
  await expect(startAtSignIn).toBeChecked();
  // The truth beside the setting: this run is from a clone, which nothing has entered yet.
  const clone = page.getByText(zh('settings:personal.signInStart.clone'));
  await expect(clone).toBeVisible();
  await startAtSignIn.click();
  await expect(startAtSignIn).not.toBeChecked();
  await expect(clone).toHaveCount(0);
  await startAtSignIn.click();
  await expect(startAtSignIn).toBeChecked();
  await expect(clone).toHaveCount(0);
  await expect.poll(() => autostartEntry(desk)).toMatch(/^Exec=".+" ".+" "--hidden"$/m);
  expect(autostartEntry(desk)).toMatch(/^Type=Application$/m);
  await startAtSignIn.click();
  await expect.poll(() => existsSync(desk.autostartFile)).toBe(false);
});

test('an agency that takes its file away manages nothing any more', async ({ desk }) => {
  await desk.setManaged({ capBytes: 250_000_000 });
  const first = await desk.launch();
  await expect(first.page.getByText(zh('usage:gauge.ofCap', { cap: '250 MB' })).first()).toBeVisible();
  await first.app.close();
  await rm(desk.managedFile);
  const { page } = await desk.launch();
  await expect(page.getByText(zh('usage:gauge.ofCap', { cap: '1 GB' })).first()).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test('the commission is asked again on coming back and on a change, until its figure stands', async ({ desk }) => {
  const server = await startLoopbackServer();
  try {
    server.answer = plain('', 503);
    const officialUsage = { url: `${server.address}/{day}`, rxPointer: '/down', txPointer: '/up' };
    await desk.setManaged({ officialUsage });
    const { app, page } = await desk.launch();
    await expect.poll(() => server.asked.length).toBe(1);
    const snapshot = () => page.evaluate(() => window.api.usage.snapshot());
    const official = (kind: string) => expect.poll(snapshot).toMatchObject({ value: { official: { kind } } });
    // While an answer is on its way nobody is asked again.
    await official('error');
    const comeBack = () =>
      app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.hide();
        window?.show();
      });
    await comeBack();
    await expect.poll(() => server.asked.length).toBe(2);
    server.answer = json({ down: 1, up: 2 });
    await goToSettings(page);
    await page.getByRole('radio', { name: zh('settings:choice.theme.dark') }).click();
    await expect.poll(() => server.asked.length).toBe(3);
    await official('figure');
    // A fresh figure is not asked for again.
    await comeBack();
    await page.getByRole('radio', { name: zh('settings:choice.theme.light') }).click();
    await expect(page.getByRole('radio', { name: zh('settings:choice.theme.light') })).toBeChecked();
    expect(server.asked).toHaveLength(3);
  } finally {
    await server.close();
  }
});

async function goToSettings(page: Page): Promise<void> {
  await page.getByRole('link', { name: zh('ui:nav.settings') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('settings:title'));
}

function autostartEntry(desk: Desk): string {
  return existsSync(desk.autostartFile) ? readFileSync(desk.autostartFile, 'utf8') : '';
}
