import type { Locator, Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { zh } from './words.ts';

/** Everything that a mouse could work, one entry for each group that arrow keys move within. */
const STOPS = [
  'a[href]',
  'button:not(:disabled)',
  'summary',
  'textarea',
  '[role="option"][tabindex="0"]',
  'input[type="checkbox"]:not(:disabled)',
  'input[type="radio"]:checked:not(:disabled)',
].join(',');

/** Presses Tab through the whole page; answers the focused elements in order, as indexes into STOPS' matches. */
async function tabThrough(page: Page, onStop: (stop: number) => Promise<void> = async () => {}): Promise<number[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const order: number[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(
      (stops) => (document.activeElement ? [...document.querySelectorAll(stops)].indexOf(document.activeElement) : -1),
      STOPS,
    );
    if (stop < 0) continue;
    if (order.includes(stop)) break;
    order.push(stop);
    await onStop(stop);
  }
  return order;
}

/** Does the focus change what is drawn there? */
async function expectFocusVisible(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeInViewport({ ratio: 0.5 });
  const what = await target.evaluate((element) => element.outerHTML.slice(0, 200));
  // On a busy PC a frame may be drawn before the ring is.
  const looksTheSame = async () => {
    // Each time anew: figures that come in move what stands below them.
    const clip = await around(page, target);
    const picture = () => page.screenshot({ clip, caret: 'hide', animations: 'disabled' });
    const focused = await picture();
    await target.evaluate((element) => (element as HTMLElement).blur());
    const without = await picture();
    await target.evaluate((element) => (element as HTMLElement).focus());
    return focused.equals(without);
  };
  await expect.poll(looksTheSame, { message: `nothing shows the focus on ${what}` }).toBe(false);
}

/** Where it stands in the window now, with room for a ring. */
async function around(page: Page, target: Locator) {
  const box = await target.boundingBox();
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const x = Math.max(0, (box?.x ?? 0) - 6);
  const y = Math.max(0, (box?.y ?? 0) - 6);
  return {
    x,
    y,
    width: Math.min((box?.width ?? 0) + 12, width - x),
    height: Math.min((box?.height ?? 0) + 12, height - y),
  };
}

for (const place of ['usage', 'settings'] as const) {
  test(`Tab reaches every control of the ${place} page, top to bottom, and the focus is seen`, async ({ desk }) => {
    const { page } = await desk.launch();
    if (place === 'settings') await page.getByRole('link', { name: zh('ui:nav.settings') }).click();
    else
      await page
        .getByRole('listbox', { name: zh('usage:days.heading') })
        .getByRole('option')
        .last()
        .click();
    await page.getByText(zh(place === 'usage' ? 'usage:note.label' : 'settings:about.heading')).waitFor();
    const stops = page.locator(STOPS);
    const expected: number[] = [];
    for (const [at, stop] of (await stops.all()).entries()) if (await stop.isVisible()) expected.push(at);
    expect(expected.length).toBeGreaterThanOrEqual(place === 'usage' ? 12 : 7);
    const order = await tabThrough(page, (stop) => expectFocusVisible(page, stops.nth(stop)));
    // The round begins where the last click was.
    const first = order.indexOf(expected[0] ?? -1);
    expect([...order.slice(first), ...order.slice(0, first)]).toEqual(expected);
  });
}

test('the pages change by key, and the focus goes with them', async ({ desk }) => {
  const { page } = await desk.launch();
  const link = page.getByRole('link', { name: zh('ui:nav.settings') });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('settings:title'));
  await expect(page.locator('#main')).toBeFocused();
  await expect(link).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: zh('ui:skip') }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await expect(page.locator('#main')).toHaveCSS('outline-style', 'none');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('settings:title'));
});

test('Escape ends the first run’s cards and gives the page the focus, without a frame around it', async ({ desk }) => {
  const { page } = await desk.launch({ firstRun: true });
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('#main')).toBeFocused();
  await expect(page.locator('#main')).toHaveCSS('outline-style', 'none');
});

test('the charts are stepped through by arrow keys, and a day is chosen and noted by key', async ({ desk }) => {
  const { page } = await desk.launch();
  const days = page.getByRole('listbox', { name: zh('usage:days.heading') }).getByRole('option');
  await days.last().focus();
  await expect(days).toHaveCount(30);
  await page.keyboard.press('ArrowLeft');
  await expect(days.nth(28)).toBeFocused();
  await expect(days.nth(28)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(days.first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(days.last()).toBeFocused();
  await page.keyboard.press('Enter');

  const note = page.getByRole('textbox', { name: zh('usage:note.label') });
  await note.focus();
  await page.keyboard.type('上傳標案圖說');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: zh('usage:note.save') })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(zh('usage:note.saved'))).toBeVisible();
  const history = await page.evaluate(() => window.api.usage.history({ days: 1 }));
  expect(history).toMatchObject({ ok: true, value: [{ note: '上傳標案圖說' }] });

  const hours = page.getByRole('listbox', { name: zh('usage:hours.heading') });
  await hours.getByRole('option', { selected: true }).focus();
  await page.keyboard.press('Home');
  await expect(hours.getByRole('option').first()).toBeFocused();
  const reading = await hours.getByRole('option').first().getAttribute('aria-label');
  await expect(page.getByText(reading ?? 'no label', { exact: true })).toBeVisible();
});

for (const key of ['Enter', 'Space'] as const) {
  test(`${key} unfolds and folds what is folded away, and works buttons and switches`, async ({ desk }) => {
    const { page } = await desk.launch();
    const heading = page.getByRole('heading', { name: zh('usage:counts.heading') });
    const summary = page.locator('summary', { has: heading });
    await summary.focus();
    await page.keyboard.press(key);
    await expect(page.getByText(zh('usage:counts.rule414'))).toBeVisible();
    await page.keyboard.press(key);
    await expect(page.getByText(zh('usage:counts.rule414'))).toBeHidden();

    await page.getByRole('link', { name: zh('ui:nav.settings') }).click();
    const toasts = page.getByRole('switch', { name: zh('settings:personal.toasts') });
    await expect(toasts).toBeChecked();
    await toasts.focus();
    await page.keyboard.press(key);
    // A switch answers to Space; Enter belongs to forms.
    await expect(toasts).toBeChecked({ checked: key === 'Enter' });
    await page.getByRole('radio', { name: zh('settings:choice.theme.system') }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: zh('settings:choice.theme.light') })).toBeChecked();
  });
}
