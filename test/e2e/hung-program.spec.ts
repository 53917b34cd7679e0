import { expect, test } from './desk.ts';
import { phase } from './incident-page.ts';

test('--incident while the whole program hangs ends it, takes its place and presses', async ({ desk }) => {
  // Chromium gives the program that holds the lock 20 s to answer.
  test.setTimeout(90_000);
  const env = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  await desk.setManaged({ incident: { cutMode: 'report-only' } });
  const { app } = await desk.launch({ env });
  const hung = app.process();
  await app.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }, 100),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { page } = await desk.launch({ args: ['--incident'], env });
  await phase(page, 'not-cut');
  expect(hung.signalCode).toBe('SIGKILL');
});
