import type { Page } from '@playwright/test';
import { press } from './by-key.ts';
import { expect, test } from './desk.ts';
import { HOTLINE, LEFT, leaveIncident, phase, standing } from './incident-page.ts';
import { wordsIn } from './words.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** What an earlier run left is taken up by the real app, and worked by keys alone. */
for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);
  test.describe(`an incident that an earlier run left (${language})`, () => {
    test.beforeEach(async ({ desk }) => {
      await desk.setOwn({ language });
      await desk.setManaged({ incident: { cutMode: 'cut', hotlines: [HOTLINE] } });
    });

    test('before the cut: the person chooses, and the clause stands beside a mere report', async ({ desk }) => {
      const { code } = leaveIncident(desk, LEFT.interrupted);
      const { page } = await desk.launch({ env: APART });
      await press(page, page.getByRole('link', { name: code }));
      await phase(page, 'interrupted');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('incident:state.interrupted', { code }));
      await expect(standing(page)).toContainText(t('incident:state.interruptedWhy'));
      await press(page, button(page, t('incident:action.doNotCut')));
      await phase(page, 'not-cut');
      const clause = t('ui:alarm.clause', { commission: '@' }).split('@')[0] ?? '?';
      await expect(standing(page)).toContainText(clause);
      // A day after a mere report a press is about something new.
      await expect(page.getByText(t('incident-page:joinsNot'))).toBeVisible();
      await press(page, button(page, t('incident:action.close')));
      await expect(page.getByTestId('last')).toContainText(t('incident:state.closed', { code }));
    });

    test('cut, and up again: it is not claimed, and says what to do', async ({ desk }) => {
      const { code } = leaveIncident(desk, LEFT['still-up']);
      const { page } = await desk.launch({ env: APART });
      await press(page, page.getByRole('link', { name: code }));
      await phase(page, 'still-up');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('incident:state.still-up.not-off'));
      await expect(button(page, t('incident:action.tryAgain'))).toBeVisible();
      await expect(button(page, t('incident:action.restore'))).toBeVisible();
    });

    test('restored in part: names what is missing, why, and the command', async ({ desk }) => {
      const { code } = leaveIncident(desk, LEFT['restore-incomplete']);
      const { page } = await desk.launch({ env: APART });
      await press(page, page.getByRole('link', { name: code }));
      await phase(page, 'restore-incomplete');
      await expect(standing(page)).toContainText(t('incident:state.notUp', { adapters: 'eth9' }));
      await expect(page.getByTestId('triedRestore')).toContainText(t('incident:triedRestore.outcome.refused'));
      await expect(page.getByText('nmcli networking on')).toBeVisible();
    });

    test('restored, and drilled: each can be ended by keys', async ({ desk }) => {
      for (const left of ['restored', 'drill-done'] as const) {
        const { code } = leaveIncident(desk, LEFT[left]);
        const { app, page } = await desk.launch({ env: APART });
        await press(page, page.getByRole('link', { name: code }));
        await phase(page, left);
        await press(page, button(page, t('incident:action.close')));
        await expect(page.getByTestId('last')).toContainText(t('incident:state.closed', { code }));
        await desk.kill(app);
      }
    });

    test('a false alarm and the answers are given by keys, with how to reach the person', async ({ desk }) => {
      leaveIncident(desk, LEFT['not-cut']);
      const { page } = await desk.launch({ env: APART });
      await press(page, page.getByRole('link', { name: 'K7M-4Q2' }));
      await phase(page, 'not-cut');
      await press(page, page.getByRole('textbox', { name: t('incident:contact.extension') }));
      await page.keyboard.type('1234');
      // Enter in a field sends nothing yet.
      await expect(page.getByText(t('incident:details.sent'))).toHaveCount(0);
      await press(page, button(page, t('incident:details.send')));
      await expect(page.getByText(t('incident:details.sent'))).toBeVisible();
      await press(page, button(page, t('incident:action.falseAlarm')));
      await press(page, button(page, t('incident-page:falseAlarm.confirm')));
      await expect(page.getByText(t('incident:falseAlarm.thanks'))).toBeVisible();
      const contact = await page.evaluate(() => window.api.incident.contact());
      expect(contact).toMatchObject({ ok: true, value: { extension: '1234' } });
    });

    test('how to reach the person is asked once, in the open, and then folded away', async ({ desk }) => {
      const first = await desk.launch({ env: APART });
      const question = (page: Page) => page.getByRole('heading', { name: t('incident:contact.ask') });
      await press(first.page, first.page.getByRole('link', { name: t('ui:nav.incident') }));
      await expect(question(first.page)).toBeVisible();
      await press(first.page, button(first.page, t('incident-page:contact.skip')));
      await expect(question(first.page)).toHaveCount(0);
      await desk.kill(first.app);
      const { page } = await desk.launch({ env: APART });
      await press(page, page.getByRole('link', { name: t('ui:nav.incident') }));
      await expect(page.getByRole('heading', { name: t('incident:contact.heading') })).toBeVisible();
      await expect(question(page)).toHaveCount(0);
    });
  });
}
