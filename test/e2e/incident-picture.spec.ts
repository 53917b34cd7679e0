import type { ElectronApplication, Page } from '@playwright/test';
import { type Desk, expect, test } from './desk.ts';
import { phase } from './incident-page.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus', XDG_SESSION_TYPE: 'x11' };

/** How bright the middle of the kept picture is, 0 to 255: the test's own screen is black, no window of the app is. */
async function brightnessOfThePicture(app: ElectronApplication, page: Page): Promise<number> {
  const pictured = () =>
    page.evaluate(async () => {
      const answer = await window.api.incident.evidence();
      const shot = answer.ok ? answer.value?.screenshot : null;
      return shot?.kind === 'taken' ? shot.pngBase64 : null;
    });
  await expect.poll(pictured, { timeout: 8000 }).not.toBeNull();
  return app.evaluate(
    ({ nativeImage }, base64) => {
      const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'));
      const { width, height } = image.getSize();
      const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
      return Math.max(...image.toBitmap().subarray(middle, middle + 3));
    },
    (await pictured()) ?? '',
  );
}

const WAYS: readonly { readonly from: string; readonly start: (desk: Desk) => Promise<ElectronApplication> }[] = [
  { from: 'a cold start', start: (desk) => desk.launchHidden({ args: ['--incident'], env: APART }) },
  {
    from: 'a second start of an app in the tray',
    start: async (desk) => {
      const app = await desk.launchHidden({ args: ['--hidden'], env: APART });
      expect((await desk.run(['--incident'], { env: APART })).code).toBe(0);
      return app;
    },
  },
];
for (const { from, start } of WAYS)
  test(`the picture of the screen is taken before the app's own window covers it: ${from}`, async ({ desk }) => {
    await desk.setManaged({ incident: { cutMode: 'report-only' } });
    const app = await start(desk);
    const page = await app.firstWindow();
    await phase(page, 'not-cut');
    expect(await brightnessOfThePicture(app, page)).toBeLessThan(16);
  });

test('a picture that is taken with the window there shows it, or the above would prove nothing', async ({ desk }) => {
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const { app, page } = await desk.launch({ env: APART });
  await page.getByTestId('alarm').click();
  await phase(page, 'not-cut');
  expect(await brightnessOfThePicture(app, page)).toBeGreaterThan(100);
});
