import { codeOf, HOTLINE, phase, standing } from './incident-page.ts';
import { expect, test } from './managed-desk.ts';
import { wordsIn, zh } from './words.ts';

const LISTEN_MS = 300;
/** Ten seconds, and time to begin with. */
const COUNTED_DOWN_MS = 14_000;

test('a person at an ssh session sees the code, the phone and ten seconds, and may refuse the cut', async ({
  open,
}) => {
  const { desk, packets } = await open({ seat: 'remote' });
  const { page } = await desk.launch();
  await page.getByTestId('alarm').click();
  await phase(page, 'countdown');
  const code = await codeOf(page);
  const heading = page.getByRole('heading', { level: 1 });
  for (const words of zh('incident:state.countdown', { seconds: '@', code }).split('@'))
    await expect(heading).toContainText(words);
  await expect(standing(page)).toContainText(HOTLINE.phone);
  await page.getByRole('button', { name: zh('incident:action.doNotCut') }).click();
  await phase(page, 'not-cut');
  await expect(heading).toHaveText(zh('incident:state.not-cut', { code }));
  await packets.untilTheyFlow();
});

test('from afar, "cut now" cuts at once (in English)', async ({ open }) => {
  const t = wordsIn('en');
  const { desk, packets } = await open({ seat: 'remote' });
  await desk.setOwn({ language: 'en' });
  const { page } = await desk.launch();
  await page.getByTestId('alarm').click();
  await phase(page, 'countdown');
  for (const words of t('incident:state.countdown', { seconds: '@', code: await codeOf(page) }).split('@'))
    await expect(page.getByRole('heading', { level: 1 })).toContainText(words);
  await packets.untilTheyFlow();
  await standing(page)
    .getByRole('button', { name: t('incident:action.cutNow') })
    .click();
  await phase(page, 'cut-confirmed');
  await packets.last(LISTEN_MS);
});

test('from afar, ten seconds without an answer cut', async ({ open }) => {
  // An ssh session that systemd does not know of, which its own variable still gives away.
  const { desk, packets } = await open();
  const { page } = await desk.launch({ env: { SSH_CONNECTION: '203.0.113.9 50022 198.51.100.1 22' } });
  await page.getByTestId('alarm').click();
  await phase(page, 'countdown');
  const startedAtMs = performance.now();
  await expect(standing(page)).toHaveAttribute('data-phase', 'cut-confirmed', { timeout: COUNTED_DOWN_MS });
  expect(performance.now() - startedAtMs).toBeGreaterThan(9000);
  await packets.last(LISTEN_MS);
});
