import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { LEFT, leaveIncident, phase } from './incident-page.ts';
import { wordsIn } from './words.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** Each fault that axe finds, in a line; Fluent's focus guards alone are left out. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Unfolds everything that is folded, one level after another. */
async function openEveryDisclosure(page: Page): Promise<void> {
  const closed = page.locator('details:not([open]) > summary:visible');
  while ((await closed.count()) > 0) await closed.first().click();
}

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
    for (const [theme, media] of Object.entries(THEMES)) {
      await page.emulateMedia(media);
      expect(await faultsOf(page), `usage unfolded, ${theme}`).toEqual([]);
    }
    await page.getByRole('link', { name: t('ui:nav.settings') }).click();
    await page.getByRole('heading', { name: t('settings:about.heading') }).waitFor();
    for (const [theme, media] of Object.entries(THEMES)) {
      await page.emulateMedia(media);
      expect(await faultsOf(page), `settings, ${theme}`).toEqual([]);
    }
  });

  test(`axe finds nothing on the rules and their acknowledgement in ${language}`, async ({ desk }) => {
    await desk.setOwn({ language });
    const { page } = await desk.launch();
    const inEveryTheme = async (place: string) => {
      for (const [theme, media] of Object.entries(THEMES)) {
        await page.emulateMedia(media);
        expect(await faultsOf(page), `${place}, ${theme}`).toEqual([]);
      }
    };
    await page.getByRole('link', { name: t('ui:nav.rules'), exact: true }).click();
    await page.getByRole('heading', { name: t('rules-page:source.heading') }).waitFor();
    await inEveryTheme('rules');
    await page.getByRole('searchbox').fill('LINE');
    await page.getByRole('heading', { name: t('rules-page:search.answers') }).waitFor();
    await inEveryTheme('search');
    await page.getByRole('link', { name: t('acknowledgement-page:open') }).click();
    await page.getByRole('button', { name: t('acknowledgement-page:begin') }).waitFor();
    await openEveryDisclosure(page);
    await inEveryTheme('acknowledgement');
    await page.getByRole('button', { name: t('acknowledgement-page:begin') }).click();
    await page.getByRole('button', { name: t('acknowledgement-page:reading.done') }).waitFor();
    await inEveryTheme('reading');
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
      for (const [theme, media] of Object.entries(THEMES)) {
        await page.emulateMedia(media);
        expect(await faultsOf(page), `${left}, ${theme}`).toEqual([]);
      }
      await page.getByRole('link', { name: t('ui:nav.delivery') }).click();
      for (const [theme, media] of Object.entries(THEMES)) {
        await page.emulateMedia(media);
        expect(await faultsOf(page), `sent by ${left}, ${theme}`).toEqual([]);
      }
      await desk.kill(app);
    }
  });

  test(`axe finds nothing on the first run's cards and the banners in ${language}`, async ({ desk }) => {
    await desk.setOwn({ language });
    await desk.setManaged('{ "capByte": 1 }');
    const { page } = await desk.launch({ firstRun: true });
    await page.getByRole('dialog').waitFor();
    for (const [theme, media] of Object.entries(THEMES)) {
      await page.emulateMedia(media);
      expect(await faultsOf(page), `first run, ${theme}`).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('region', { name: t('ui:problem.heading') })).toBeVisible();
    for (const [theme, media] of Object.entries(THEMES)) {
      await page.emulateMedia(media);
      expect(await faultsOf(page), `banner, ${theme}`).toEqual([]);
    }
  });
}

test('axe would find a fault that is there', async ({ desk }) => {
  const { page } = await desk.launch();
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect(await faultsOf(page)).toEqual([expect.stringContaining('button-name')]);
});
