import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './desk.ts';

export const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** Each fault that axe finds, in a line; Fluent's focus guards alone are left out. */
export async function faultsOf(page: Page): Promise<string[]> {
  await endMotion(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Half way between two themes, or half faded in, words have the contrast of neither end. Spinners go on. */
const endMotion = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const isEnding = ({ effect, playState }: Animation) =>
      playState !== 'finished' && effect?.getComputedTiming().endTime !== Infinity;
    const ending = () => document.getAnimations().filter(isEnding);
    do {
      // A new theme is drawn first, and its transitions begin with that frame.
      await frame();
      await frame();
      for (const animation of ending()) animation.finish();
    } while (ending().length > 0);
  });

/** Unfolds everything that is folded, one level after another. */
export async function openEveryDisclosure(page: Page): Promise<void> {
  const closed = page.locator('details:not([open]) > summary:visible');
  while ((await closed.count()) > 0) await closed.first().click();
}

/** Expects none, light, dark and in forced colours. */
export async function expectNoFaults(page: Page, place: string): Promise<void> {
  for (const [theme, media] of Object.entries(THEMES)) {
    await page.emulateMedia(media);
    const faults = await faultsOf(page);
    expect(faults, [`${place}, ${theme}`, ...faults].join('; ')).toEqual([]);
  }
}
