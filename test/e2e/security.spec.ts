import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './desk.ts';

test('the page has the named calls and nothing of Node or Electron', async ({ desk }) => {
  const { page } = await desk.launch();
  const found = await page.evaluate(() => {
    const names = ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'ipcRenderer', 'electron'];
    return names.filter((name) => name in globalThis);
  });
  expect(found).toEqual([]);
  const api = await page.evaluate(() =>
    Object.fromEntries(Object.entries(window.api).map(([feature, named]) => [feature, Object.keys(named)])),
  );
  expect(Object.keys(api).sort()).toEqual([
    'acknowledgement',
    'app',
    'delivery',
    'incident',
    'mail',
    'on',
    'rules',
    'settings',
    'usage',
  ]);
  expect(Object.values(api).flat()).not.toContain('invoke');
});

test('the page runs in a sandbox of its own, apart from the preload', async ({ desk }) => {
  const { app, page } = await desk.launch();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag: webviewTag ?? false };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  expect(await page.evaluate(() => document.createElement('webview').constructor.name)).toBe('HTMLElement');
});

test('the content policy blocks inline script, eval, and anything from the network', async ({ desk }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('served');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { page } = await desk.launch();
  const outcome = await page.evaluate(async (remote) => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const inline = document.createElement('div');
    // From a timer: what a debugger evaluates is let past the policy.
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: the test is that it is refused.
          resolve(String(globalThis.eval('6 * 7')));
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
    let assigned = 'taken';
    try {
      inline.innerHTML = '<img src=x onerror="document.title=1">';
    } catch (error) {
      assigned = (error as Error).name;
    }
    const fetched = await fetch(`${remote}/fetch`).then(
      () => 'fetched',
      () => 'refused',
    );
    const image = await new Promise<string>((resolve) => {
      const picture = new Image();
      picture.onload = () => resolve('loaded');
      picture.onerror = () => resolve('refused');
      picture.src = `${remote}/image.png`;
    });
    return { blocked, evaluated, assigned, fetched, image };
  }, address);
  expect(outcome).toMatchObject({
    evaluated: 'EvalError',
    assigned: 'TypeError',
    fetched: 'refused',
    image: 'refused',
  });
  expect(outcome.blocked).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'require-trusted-types-for']));

  await page
    .evaluate(() => {
      const script = document.createElement('script');
      script.append('document.documentElement.dataset.inline = "ran"');
      document.head.append(script);
    })
    .catch(() => {});
  await expect(page.locator('html')).not.toHaveAttribute('data-inline');
  server.close();
  expect(asked).toEqual([]);
});

test('the page cannot open a window, nor leave for the web or a file', async ({ desk }) => {
  const { app, page } = await desk.launch();
  const home = page.url();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  expect(await page.evaluate(() => window.open('app://citynet/index.html') === null)).toBe(true);
  for (const away of ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'data:text/html,away']) {
    await page.evaluate((address) => {
      location.href = address;
    }, away);
  }
  // A round trip through main: each navigation has been decided by now.
  expect(await page.evaluate(() => window.api.app.info())).toMatchObject({ ok: true });
  expect(page.url()).toBe(home);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the page is granted no permission', async ({ desk }) => {
  const { page } = await desk.launch();
  const answers = await page.evaluate(async () => {
    const states: Record<string, string> = {};
    for (const name of ['geolocation', 'notifications', 'clipboard-read', 'camera', 'microphone', 'midi']) {
      const status = await navigator.permissions.query({ name: name as PermissionName });
      states[name] = status.state;
    }
    const position = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        (error) => resolve(`refused ${error.code}`),
      );
    });
    const clipboard = await navigator.clipboard.readText().then(
      () => 'given',
      (error: Error) => error.name,
    );
    return { states, position, clipboard, notification: await Notification.requestPermission() };
  });
  expect(new Set(Object.values(answers.states))).toEqual(new Set(['denied']));
  expect(answers).toMatchObject({
    position: 'refused 1',
    clipboard: 'NotAllowedError',
    notification: 'denied',
  });
});

test('calls from a page of another origin are refused, even with our preload', async ({ desk }) => {
  const { app } = await desk.launch();
  const answers = await callFrom(app, 'data:text/html,<h1>not ours</h1>');
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'untrusted-sender' } });
});

test('a call with wrong arguments is refused with the field', async ({ desk }) => {
  const { page } = await desk.launch();
  const refusals = await page.evaluate(async () => {
    const { app, settings, usage } = window.api as unknown as Record<
      'app' | 'settings' | 'usage',
      Record<string, (args?: unknown) => Promise<unknown>>
    >;
    return [
      await settings.set?.({ theme: 'purple' }),
      await settings.set?.({ capBytes: 5 }),
      await usage.history?.({ days: 0 }),
      await usage.setNote?.({ day: '../../etc', note: 'x' }),
      await app.openLink?.({ name: 'https://example.com/' }),
      await usage.snapshot?.({ extra: true }),
    ];
  });
  const fields = ['theme', '', 'days', 'day', 'name', ''];
  expect(refusals).toEqual(
    fields.map((field) => ({ ok: false, error: { code: 'bad-arguments', field, detail: expect.any(String) } })),
  );
});

test('app:// gives the built pages alone: nothing above them, nothing of another host', async ({ desk }) => {
  const { app } = await desk.launch();
  const statuses = await app.evaluate(async ({ session }) => {
    const statusOf = (address: string) =>
      session.defaultSession.fetch(address).then(
        ({ status }) => status,
        // How Electron's own fetch tells a 404 without a body.
        (error: Error) => (error.message === 'net::ERR_FILE_NOT_FOUND' ? 404 : error.message),
      );
    return {
      page: await statusOf('app://citynet/index.html'),
      absent: await statusOf('app://citynet/none.js'),
      dots: await statusOf('app://citynet/../electron/main.js'),
      encodedDots: await statusOf('app://citynet/%2e%2e/electron/main.js'),
      encodedSlashes: await statusOf('app://citynet/..%2f..%2fpackage.json'),
      encodedBackslashes: await statusOf('app://citynet/..%5c..%5cpackage.json'),
      otherHost: await statusOf('app://elsewhere/index.html'),
    };
  });
  const { page, ...others } = statuses;
  expect(page).toBe(200);
  expect(new Set(Object.values(others))).toEqual(new Set([404]));
});

/** Opens a page elsewhere with this app's own preload, and makes three calls from it. */
async function callFrom(app: ElectronApplication, address: string): Promise<unknown[]> {
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ app: electronApp, BrowserWindow }, url) => {
    const preload = `${electronApp.getAppPath()}/dist/electron/preload.cjs`;
    await new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } }).loadURL(url);
  }, address);
  const page: Page = await opened;
  return page.evaluate(async () => [
    await window.api.usage.snapshot(),
    await window.api.settings.set({ theme: 'dark' }),
    await window.api.app.info(),
  ]);
}
