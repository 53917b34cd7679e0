import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openTestBus, type TestBus } from '../system/test-bus.ts';
import { expect, test } from './desk.ts';
import { codeOf, phase } from './incident-page.ts';
import { serveTrayHost } from './tray-host.ts';
import { zh } from './words.ts';

const run = promisify(execFile);
const MENU = ['--object-path', '/com/canonical/dbusmenu', '--method'];
const RESTORE = `'label': <'${zh('incident:action.restore')}'>`;
const PRESSED_WITHIN_MS = 5000;

let bus: TestBus;
let items: string[];

test.beforeEach(async () => {
  bus = await openTestBus();
  items = await serveTrayHost(bus);
});
test.afterEach(async () => {
  await bus.close();
  await run('ip', ['link', 'set', 'pc0', 'up']);
});

/** What a panel asks of the icon's menu, by the panel's own protocol (com.canonical.dbusmenu). */
async function ask(method: string, ...values: string[]): Promise<string> {
  const to = [
    'call',
    '--address',
    bus.address,
    '--dest',
    items.at(-1) ?? '',
    ...MENU,
    `com.canonical.dbusmenu.${method}`,
  ];
  return (await run('gdbus', [...to, ...values])).stdout;
}
/** Before the icon has its menu there is none to be had. */
const layout = () => ask('GetLayout', 'int32 0', 'int32 -1', '@as []').catch((error: unknown) => String(error));

/** Clicks the item with these words, as the panel does. */
async function click(label: string): Promise<void> {
  const id = new RegExp(`\\((\\d+), \\{[^}]*'label': <'${label}'>`).exec(await layout())?.[1];
  if (!id) throw new Error(`the tray has no "${label}"`);
  await ask('Event', `int32 ${id}`, "'clicked'", '<int32 0>', 'uint32 0');
}

test('the tray presses the button, says who cut and when, and asks restoring’s question', async ({ desk }) => {
  await desk.setManaged({ incident: { cutMode: 'cut', sendBeforeCutMs: 0 } });
  const env = {
    DBUS_SESSION_BUS_ADDRESS: bus.address,
    DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
  };
  const app = await desk.launchHidden({ args: ['--hidden'], env });
  await expect.poll(() => items.length).toBeGreaterThan(0);
  await expect.poll(layout).toContain(zh('ui:alarm.cut'));
  expect(await layout()).not.toContain(RESTORE);
  await click(zh('ui:alarm.cut'));
  const page = await app.firstWindow({ timeout: PRESSED_WITHIN_MS });
  await phase(page, 'cut-confirmed');
  const code = await codeOf(page);
  await expect.poll(layout).toContain(RESTORE);
  expect(await layout()).toMatch(/您於 .+ 以本程式斷線/);
  await desk.kill(app);

  // A restart forgets nothing, in the tray either.
  items.length = 0;
  const again = await desk.launchHidden({ args: ['--hidden'], env });
  await expect.poll(() => items.length).toBeGreaterThan(0);
  await expect.poll(layout).toMatch(/您於 .+ 以本程式斷線/);
  await click(zh('incident:action.restore'));
  const shown = await again.firstWindow({ timeout: PRESSED_WITHIN_MS });
  expect(await codeOf(shown)).toBe(code);
  await shown.getByRole('radio', { name: zh('incident:restore.mistake') }).click();
  await shown.getByRole('button', { name: zh('incident-page:restore.confirm') }).click();
  await phase(shown, 'restored');
  await expect.poll(layout).not.toContain(RESTORE);
});
