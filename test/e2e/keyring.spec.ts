import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { BridgedApi } from '../../electron/contract/ipc.ts';
import { KeyFile } from '../../electron/features/rules/acknowledgement/key-files.ts';
import { verifyFiles } from '../../electron/features/rules/acknowledgement/verify-files.ts';
import { type Desk, expect, test } from './desk.ts';
import { phase } from './incident-page.ts';
import { receiptsOf, signOverBridge } from './over-bridge.ts';
import { zh } from './words.ts';

const run = promisify(execFile);
/** No network service but the namespace's own kernel: a cut here must reach nothing outside. */
const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const KEYRING = '/usr/bin/gnome-keyring-daemon';
/** The key store is given 3 s; a page that asks of anything else must not wait for that. */
const ANSWERS_WITHIN_MS = 1000;

/** The real key store on the tests' own session bus, unlocked; it ends with the test. */
async function startKeyring(desk: Desk): Promise<ChildProcess> {
  const home = join(desk.folder, 'keyring');
  await mkdir(join(home, 'run'), { recursive: true, mode: 0o700 });
  const daemon = spawn(KEYRING, ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_RUNTIME_DIR: join(home, 'run') },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin?.end('secret');
  return daemon;
}

test('a key store that stops is said to be late, and the rest goes on, the red button too', async ({ desk }) => {
  test.skip(!existsSync(KEYRING), 'gnome-keyring-daemon is absent');
  await desk.setManaged({ incident: { cutMode: 'cut', sendBeforeCutMs: 0 } });
  const daemon = await startKeyring(desk);
  try {
    const { page } = await desk.launch({ args: ['--password-store=gnome-libsecret'], env: APART });
    const begin = page.getByRole('button', { name: zh('acknowledgement-page:begin') });
    daemon.kill('SIGSTOP');
    await page.getByRole('link', { name: zh('ui:nav.rules'), exact: true }).click();
    await page
      .getByRole('link', { name: zh('acknowledgement-page:open') })
      .last()
      .click();
    await expect(begin).toBeVisible();
    await begin.click();
    await expect(page.getByRole('button', { name: zh('acknowledgement-page:reading.done') })).toBeVisible();

    // In the midst of a question to the store that nothing answers.
    const asked = page.evaluate(async () => {
      const startedAtMs = performance.now();
      await (window as unknown as { api: BridgedApi }).api.acknowledgement.checkKey();
      return performance.now() - startedAtMs;
    });
    await wait(300);
    const pressedAtMs = performance.now();
    await page.getByTestId('alarm').click();
    await expect(page.getByTestId('incident-code')).toBeVisible();
    expect(performance.now() - pressedAtMs).toBeLessThan(ANSWERS_WITHIN_MS);
    await phase(page, 'cut-confirmed');
    expect(await asked).toBeGreaterThan(2_000);
    expect(await stateTold(page)).toBe('late');

    daemon.kill('SIGCONT');
    await expect.poll(() => stateTold(page), { timeout: 10_000 }).toBe('ready');
  } finally {
    await endKeyring(daemon);
    await run('ip', ['link', 'set', 'pc0', 'up']);
  }
});

test('a key that a real key store keeps signs; once that is locked nothing does, and the red button goes on', async ({
  desk,
}) => {
  test.skip(!existsSync(KEYRING), 'gnome-keyring-daemon is absent');
  // Not allowed otherwise: what is signed here is signed by a key from the store.
  await desk.setManaged({
    acknowledgement: { allowUnprotectedKey: false },
    incident: { cutMode: 'cut', sendBeforeCutMs: 0 },
  });
  const daemon = await startKeyring(desk);
  try {
    const { page } = await desk.launch({ args: ['--password-store=gnome-libsecret'], env: APART });
    await expect.poll(() => stateTold(page), { timeout: 10_000 }).toBe('ready');
    await signOverBridge(page);
    const folder = join(desk.userData, 'acknowledgement');
    const [name = ''] = await readdir(join(folder, 'receipts'));
    const receipt = await readFile(join(folder, 'receipts', name));
    const [check] = verifyFiles([{ name, content: receipt }]);
    expect(check).toMatchObject({ valid: true, claim: { keyProtection: 'os-key-store' } });
    const key = KeyFile.parse(JSON.parse(await readFile(join(folder, 'keys/1.json'), 'utf8')));
    expect(key.secret.kind).toBe('sealed');

    await signOverBridge(page, { upTo: 'reading' });
    await lockKeyring();
    await page.evaluate(() => {
      location.hash = '#/acknowledgement';
    });
    await page.getByRole('button', { name: zh('acknowledgement-page:continue'), exact: true }).click();
    expect(await stateTold(page)).toBe('locked');
    await expect(page.locator('[data-key="locked"]')).toContainText(zh('acknowledgement-page:key.locked.title'));
    await expect(page.getByRole('button', { name: zh('acknowledgement-page:key.check') })).toBeVisible();
    await expect(page.getByRole('button', { name: zh('acknowledgement-page:sign.sign') })).toHaveCount(0);

    const pressedAtMs = performance.now();
    await page.getByTestId('alarm').click();
    await expect(page.getByTestId('incident-code')).toBeVisible();
    expect(performance.now() - pressedAtMs).toBeLessThan(ANSWERS_WITHIN_MS);
    await phase(page, 'cut-confirmed');
    expect(await receiptsOf(page)).toHaveLength(1);
  } finally {
    await endKeyring(daemon);
    await run('ip', ['link', 'set', 'pc0', 'up']);
  }
});

/** What it does of itself when the person locks the screen's keyring; no prompt comes. */
async function lockKeyring(): Promise<void> {
  const secrets = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
  const lock = ['org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login'];
  await run('dbus-send', [...secrets, ...lock]);
}

async function endKeyring(daemon: ChildProcess): Promise<void> {
  const ended = once(daemon, 'exit');
  daemon.kill('SIGKILL');
  await ended;
}

/** Asked anew. */
const stateTold = (page: Page) =>
  page.evaluate(async () => {
    const { acknowledgement } = (window as unknown as { api: BridgedApi }).api;
    await acknowledgement.checkKey();
    const answer = await acknowledgement.view();
    return answer.ok ? answer.value.key : answer.error;
  });
