import type { Page } from '@playwright/test';
import { formatClock, formatDay } from '../../electron/contract/format.ts';
import { press, tabTo } from './by-key.ts';
import { codeOf, HOTLINE, phase, restore, stateOf } from './incident-page.ts';
import { expect, test } from './managed-desk.ts';
import { wordsIn, zh } from './words.ts';

const GIVEN_UP_WITHIN_MS = 40_000;
const ZONE = 'Asia/Taipei';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);

  test(`a restoring that fails says why, and is offered until it is undone, by keys alone (${language})`, async ({
    open,
  }) => {
    const { desk, managed, packets } = await open();
    await desk.setOwn({ language });
    const first = await desk.launch();
    await press(first.page, first.page.getByTestId('alarm'));
    await phase(first.page, 'cut-confirmed');
    const code = await codeOf(first.page);
    const askedAtMs = stateOf(desk)?.cutAskedAtMs ?? 0;
    const day = formatDay(new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(askedAtMs), language);
    const asked = { day, time: formatClock(askedAtMs, ZONE) };
    const youCut = (key: 'youCut' | 'youAsked') =>
      t(`incident:state.${key}`, { ...asked, commission: '@' }).split('@')[0] ?? '?';
    await expect(first.page.getByTestId('standing')).toContainText(youCut('youCut'));

    await managed.signal('SIGKILL');
    await press(first.page, button(first.page, t('incident:action.restore')));
    const agreed = t('incident:restore.commission-agreed', { commission: '' });
    await tabTo(first.page, first.page.getByRole('radio', { name: agreed.trim() }));
    await first.page.keyboard.press('ArrowDown');
    await press(first.page, button(first.page, t('incident-page:restore.confirm')));
    await expect(first.page.getByTestId('standing')).toHaveAttribute('data-phase', 'restore-incomplete', {
      timeout: GIVEN_UP_WITHIN_MS,
    });
    const shown = first.page.getByTestId('standing');
    await expect(shown).toContainText(t('incident:state.notUp', { adapters: 'pc0' }));
    await expect(shown).toContainText(
      t('incident:state.restoreNotTaken', { phone: `${HOTLINE.name} ${HOTLINE.phone}` }),
    );
    await expect(first.page.getByTestId('triedRestore')).toContainText(t('incident:triedRestore.outcome.absent'));
    await expect(first.page.getByText('nmcli networking on')).toBeVisible();

    // Closed is not undone: the page, the rail and --restore still offer it.
    await press(first.page, button(first.page, t('incident:action.close')));
    await expect(first.page.getByTestId('last')).toContainText(youCut('youAsked'));
    await expect(button(first.page, t('incident:action.restore'))).toBeVisible();
    await desk.kill(first.app);

    await managed.start();
    const { page } = await desk.launch({ args: ['--restore'] });
    await expect(page.getByRole('link', { name: t('ui:alarm.notRestored', { code }) })).toBeVisible();
    await expect(page.getByRole('region', { name: t('ui:notice.nothing-to-restore.title') })).toHaveCount(0);
    await press(page, button(page, t('incident-page:restore.confirm')));
    await phase(page, 'restored');
    await packets.untilTheyFlow();
    await press(page, button(page, t('incident:action.close')));
    await expect(page.getByTestId('last')).not.toContainText(youCut('youAsked'));
    await expect(button(page, t('incident:action.restore'))).toHaveCount(0);
  });
}

test('--incident from a cold start cuts a network that has come back since it was cut', async ({ open }) => {
  const { desk, managed, packets } = await open();
  const first = await desk.launch({ args: ['--incident'] });
  await phase(first.page, 'cut-confirmed');
  const code = await codeOf(first.page);
  await desk.kill(first.app);
  await managed.network.run('nmcli', ['networking', 'on']);
  await packets.untilTheyFlow(10_000);

  // Past the few seconds in which a cut that was just asked for is still being verified.
  await new Promise((passed) => setTimeout(passed, 5000));
  const { page } = await desk.launch({ args: ['--incident'] });
  await phase(page, 'cut-confirmed');
  await packets.last(300);
  expect(await codeOf(page)).toBe(code);
  await restore(page);
  await packets.untilTheyFlow();
});

test('the network comes back by other hands: said at once, and a press cuts again', async ({ open }) => {
  const { desk, managed, packets } = await open();
  const { page } = await desk.launch();
  await page.getByTestId('alarm').click();
  await phase(page, 'cut-confirmed');
  await managed.network.run('nmcli', ['networking', 'on']);
  await phase(page, 'still-up');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('incident:state.still-up.came-back'));
  await page.getByTestId('alarm').click();
  await phase(page, 'cut-confirmed');
  await packets.last(300);
});
