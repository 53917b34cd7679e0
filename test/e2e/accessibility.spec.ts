import { expectNoFaults, faultsOf, openEveryDisclosure, THEMES } from './axe.ts';
import { expect, test } from './desk.ts';
import { LEFT, leaveIncident, phase } from './incident-page.ts';
import { wordsIn } from './words.ts';

/** What is sent looks the same after each. */
const LAST_LEFT = Object.keys(LEFT).at(-1);
const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);

  test(`axe finds nothing on any page in ${language}, light, dark and forced colours`, async ({ desk }) => {
    await desk.setOwn({ language });
    const { page } = await desk.launch();
    await page.getByRole('heading', { name: t('usage:days.heading') }).waitFor();
    await page
      .getByRole('listbox', { name: t('usage:days.heading') })
      .getByRole('option')
      .last()
      .click();
    await page.getByRole('textbox', { name: t('usage:note.label') }).waitFor();
    for (const [theme, media] of Object.entries(THEMES)) {
      await page.emulateMedia(media);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme === 'forced colours' ? 'contrast' : theme);
      expect(await faultsOf(page), `usage, ${theme}`).toEqual([]);
    }
    await openEveryDisclosure(page);
    expect(await page.locator('details[open]').count()).toBeGreaterThanOrEqual(5);
    await expectNoFaults(page, 'usage unfolded');
    await page.getByRole('link', { name: t('ui:nav.settings') }).click();
    await page.getByRole('heading', { name: t('settings:about.heading') }).waitFor();
    await expectNoFaults(page, 'settings');
  });

  test(`axe finds nothing on the rules and their acknowledgement in ${language}`, async ({ desk }) => {
    await desk.setOwn({ language });
    const { page } = await desk.launch();
    await page.getByRole('link', { name: t('ui:nav.rules'), exact: true }).click();
    await page.getByRole('heading', { name: t('rules-page:source.heading') }).waitFor();
    await expectNoFaults(page, 'rules');
    await page.getByRole('searchbox').fill('LINE');
    await page.getByRole('heading', { name: t('rules-page:search.answers') }).waitFor();
    await expectNoFaults(page, 'search');
    await page.getByRole('link', { name: t('acknowledgement-page:open') }).click();
    await page.getByRole('button', { name: t('acknowledgement-page:begin') }).waitFor();
    await openEveryDisclosure(page);
    await expectNoFaults(page, 'acknowledgement');
    await page.getByRole('button', { name: t('acknowledgement-page:begin') }).click();
    await page.getByRole('button', { name: t('acknowledgement-page:reading.done') }).waitFor();
    await expectNoFaults(page, 'reading');
  });

  test(`axe finds nothing on an incident and what it sends in ${language}`, async ({ desk }) => {
    // One start of the app for each state.
    test.slow();
    await desk.setOwn({ language });
    for (const [left, change] of Object.entries({ before: null, ...LEFT })) {
      if (change) leaveIncident(desk, change);
      const { app, page } = await desk.launch({ env: APART });
      await page.getByRole('link', { name: t('ui:nav.incident') }).click();
      if (change) await phase(page, left);
      await page.getByText(t('incident-page:call.heading')).first().waitFor();
      await openEveryDisclosure(page);
      await expectNoFaults(page, left);
      if (left === LAST_LEFT) {
        await page.getByRole('link', { name: t('ui:nav.delivery') }).click();
        await page.getByRole('article').first().waitFor();
        await expectNoFaults(page, 'what it sends');
      }
      await desk.kill(app);
    }
  });

  test(`axe finds nothing on the first run's cards and the banners in ${language}`, async ({ desk }) => {
    await desk.setOwn({ language });
    await desk.setManaged('{ "capByte": 1 }');
    const { page } = await desk.launch({ firstRun: true });
    await page.getByRole('dialog').waitFor();
    await expectNoFaults(page, 'first run');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('region', { name: t('ui:problem.heading') })).toBeVisible();
    await expectNoFaults(page, 'banner');
  });
}

test('axe would find a fault that is there', async ({ desk }) => {
  const { page } = await desk.launch();
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect(await faultsOf(page)).toEqual([expect.stringContaining('button-name')]);
});
