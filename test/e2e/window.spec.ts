import { once } from 'node:events';
import type { ElectronApplication, Page } from '@playwright/test';
import { openTestBus, type TestBus } from '../system/test-bus.ts';
import { expect, test } from './desk.ts';
import { serveTrayHost } from './tray-host.ts';
import { zh } from './words.ts';

/** As the window's own close button. */
async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

const windowsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const notice = (page: Page, kind: string) => page.getByRole('region', { name: zh(`ui:notice.${kind}.title`) });

test.describe('without a tray on the desktop', () => {
  test('closing minimises the window, says so once, and goes on measuring', async ({ desk }) => {
    const { app, page } = await desk.launch();
    await closeWindow(app);
    await expect(notice(page, 'closes-to-minimised')).toContainText('Ctrl+Q');
    expect(await windowsOf(app)).toBe(1);
    await notice(page, 'closes-to-minimised')
      .getByRole('button', { name: zh('ui:notice.dismiss') })
      .click();
    await closeWindow(app);
    await expect(notice(page, 'closes-to-minimised')).toHaveCount(0);
    // The key that was named does what was said of it.
    const gone = once(app.process(), 'exit');
    await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      const quit = items.find(({ accelerator }) => accelerator === 'Ctrl+Q');
      if (!quit) throw new Error('no menu item goes by Ctrl+Q');
      setTimeout(() => quit.click());
    });
    expect(await gone).toEqual([0, null]);

    // Not said again after a restart.
    const again = await desk.launch();
    await closeWindow(again.app);
    expect(await again.page.evaluate(() => window.api.app.notices())).toEqual({ ok: true, value: [] });
  });

  test('the app says that there is no tray', async ({ desk }) => {
    const { page } = await desk.launch();
    const info = () => page.evaluate(() => window.api.app.info());
    await expect.poll(info).toMatchObject({ ok: true, value: { hasTray: false } });
  });
});

test.describe('with a tray on the desktop', () => {
  let bus: TestBus;
  let items: string[];
  test.beforeEach(async () => {
    bus = await openTestBus();
    items = await serveTrayHost(bus);
  });
  test.afterEach(() => bus.close());

  test('closing keeps the app in the tray without a window, and a second start shows it again', async ({ desk }) => {
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
    const { app, page } = await desk.launch({ env });
    await expect.poll(() => items.length).toBe(1);
    const info = () => page.evaluate(() => window.api.app.info());
    await expect.poll(info).toMatchObject({ value: { hasTray: true } });
    await closeWindow(app);
    await expect.poll(() => windowsOf(app)).toBe(0);
    expect(app.process().exitCode).toBeNull();

    const opened = app.waitForEvent('window');
    expect((await desk.run([], { env })).code).toBe(0);
    const shown = await opened;
    await expect(shown.getByRole('heading', { level: 1 })).toHaveText(zh('usage:title'));
    // What was said while no window was there is on the page now.
    await expect(notice(shown, 'closes-to-tray')).toBeVisible();
  });

  test('--hidden starts in the tray and makes no window until one is asked for', async ({ desk }) => {
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
    const app = await desk.launchHidden({ args: ['--hidden'], env });
    await expect.poll(() => items.length).toBe(1);
    expect(await windowsOf(app)).toBe(0);
    const opened = app.waitForEvent('window');
    expect((await desk.run([], { env })).code).toBe(0);
    await expect((await opened).getByRole('heading', { level: 1 })).toHaveText(zh('usage:title'));
  });
});

test('the first run shows three cards, each reached by key alone, and not again', async ({ desk }) => {
  const first = await desk.launch({ firstRun: true });
  const dialog = first.page.getByRole('dialog');
  for (const card of ['shows', 'counts', 'stays']) {
    await expect(dialog.getByRole('heading')).toHaveText(zh(`first-run:${card}.title`));
    const next = dialog.getByRole('button', { name: zh(card === 'stays' ? 'first-run:done' : 'first-run:next') });
    await tabTo(first.page, next);
    await first.page.keyboard.press('Enter');
  }
  await expect(dialog).toHaveCount(0);
  await first.app.close();
  const { page } = await desk.launch({ firstRun: true });
  expect(await page.evaluate(() => window.api.app.info())).toMatchObject({ value: { firstRunDone: true } });
  await expect(page.getByRole('link', { name: zh('ui:nav.settings') })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const way of ['Escape', 'skip'] as const) {
  test(`the first run's cards end at once by ${way}`, async ({ desk }) => {
    const { page } = await desk.launch({ firstRun: true });
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    if (way === 'Escape') await page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: zh('first-run:skip') }).click();
    await expect(dialog).toHaveCount(0);
    expect(await page.evaluate(() => window.api.app.info())).toMatchObject({ value: { firstRunDone: true } });
  });
}

test('a page that crashed comes back with today’s figure', async ({ desk }) => {
  const { app, page } = await desk.launch();
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('did-finish-load', () => Object.assign(globalThis, { cameBack: true }));
    contents?.forcefullyCrashRenderer();
  });
  await crashed;
  const headings = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      if (!('cameBack' in globalThis)) return 'not loaded';
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents?.executeJavaScript('document.querySelector("#standing")?.textContent ?? ""');
    });
  await expect.poll(headings).toMatch(/用量/);
});

test('a page that crashes again and again is closed with words, and measuring goes on', async ({ desk }) => {
  const { app } = await desk.launch();
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const seen = { reloads: 0, dialogs: [] as { message: string }[] };
    Object.assign(globalThis, { seen });
    dialog.showMessageBox = (async (options: (typeof seen.dialogs)[number]) => {
      seen.dialogs.push(options);
      await new Promise<void>((resolve) => Object.assign(globalThis, { chooseOpen: resolve }));
      return { response: 0, checkboxChecked: false };
    }) as unknown as typeof dialog.showMessageBox;
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('did-finish-load', () => {
      seen.reloads += 1;
      contents.forcefullyCrashRenderer();
    });
    contents?.forcefullyCrashRenderer();
  });
  const seen = () =>
    app.evaluate(() => (globalThis as unknown as { seen: { reloads: number; dialogs: { message: string }[] } }).seen);
  await expect.poll(async () => (await seen()).dialogs.length).toBe(1);
  expect(await seen()).toMatchObject({ reloads: 3, dialogs: [{ message: zh('shell:pageLost.message') }] });
  expect(await windowsOf(app)).toBe(0);
  expect(app.process().exitCode).toBeNull();

  const opened = app.waitForEvent('window');
  await app.evaluate(() => (globalThis as unknown as { chooseOpen: () => void }).chooseOpen());
  await expect((await opened).getByRole('heading', { level: 1 })).toHaveText(zh('usage:title'));
});

async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
