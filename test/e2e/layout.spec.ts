import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { LEFT, leaveIncident, phase } from './incident-page.ts';
import { wordsIn } from './words.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

async function setView(app: ElectronApplication, widthPx: number, heightPx: number, zoom: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, view) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setContentSize(view.widthPx, view.heightPx);
      window?.webContents.setZoomFactor(view.zoom);
    },
    { widthPx, heightPx, zoom },
  );
}

/** What a reader would trip over: sideways scrolling, words cut off at the edge, words laid over words. */
async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const scroller of [document.documentElement, document.querySelector('main')])
      if (scroller && scroller.scrollWidth > scroller.clientWidth + 1)
        faults.push(`scrolls sideways: ${scroller.tagName} ${scroller.scrollWidth} > ${scroller.clientWidth}`);

    const words: { text: string; box: DOMRect; element: Element }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim();
      if (!text || !element?.checkVisibility() || element.closest('svg, .visuallyHidden, [aria-hidden="true"]'))
        continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) if (box.width > 1) words.push({ text, box, element });
    }
    const scrollsItself = (element: Element) =>
      [...ancestors(element)].some((one) => getComputedStyle(one).overflowX === 'auto');
    function* ancestors(element: Element): Generator<Element> {
      for (let at: Element | null = element; at && at.tagName !== 'MAIN'; at = at.parentElement) yield at;
    }
    for (const { text, box, element } of words)
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrollsItself(element) && !isSkipLink(element))
        faults.push(`runs off the edge: ${text}`);
    function isSkipLink(element: Element): boolean {
      return element.getAttribute('href') === '#main';
    }
    const inPage = words.filter(({ element }) => element.closest('main') && !scrollsItself(element));
    for (const [at, one] of inPage.entries())
      for (const other of inPage.slice(at + 1)) {
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        // A line's box is taller than its letters, which stand in the middle of it.
        const [lower, upper] = one.box.top < other.box.top ? [other.box, one.box] : [one.box, other.box];
        const height = upper.bottom - upper.height / 5 - (lower.top + lower.height / 5);
        if (width > 2 && height > 1) faults.push(`lies over: "${one.text}" and "${other.text}"`);
      }
    return faults;
  });
}

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);
  for (const { name, zoom } of [
    { name: '900 × 640', zoom: 1 },
    { name: '900 × 640 at 200 %', zoom: 2 },
  ]) {
    test(`every page fits ${name} in ${language}: nothing cut off, laid over or scrolled sideways`, async ({
      desk,
    }) => {
      await desk.setOwn({ language });
      const { app, page } = await desk.launch();
      await page
        .getByRole('listbox', { name: t('usage:days.heading') })
        .getByRole('option')
        .last()
        .click();
      await page.getByRole('textbox', { name: t('usage:note.label') }).waitFor();
      // Made smaller once all is drawn: what is drawn must give way.
      await setView(app, 900, 640, zoom);
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(900 / zoom);
      const closed = page.locator('details:not([open]) > summary:visible');
      while ((await closed.count()) > 0) await closed.first().click();
      await expect.poll(() => layoutFaults(page), { message: 'usage' }).toEqual([]);
      await page.getByRole('link', { name: t('ui:nav.settings') }).click();
      await page.getByRole('heading', { name: t('settings:about.heading') }).waitFor();
      await expect.poll(() => layoutFaults(page), { message: 'settings' }).toEqual([]);
      await page.getByRole('link', { name: t('ui:nav.rules'), exact: true }).click();
      await page.getByRole('heading', { name: t('rules-page:source.heading') }).waitFor();
      await expect.poll(() => layoutFaults(page), { message: 'rules' }).toEqual([]);
      await page.getByRole('searchbox').fill('LINE');
      await page.getByRole('heading', { name: t('rules-page:search.answers') }).waitFor();
      await expect.poll(() => layoutFaults(page), { message: 'search' }).toEqual([]);
      await page.getByRole('link', { name: t('acknowledgement-page:open') }).click();
      const begin = page.getByRole('button', { name: t('acknowledgement-page:begin') });
      await begin.waitFor();
      while ((await closed.count()) > 0) await closed.first().click();
      await expect.poll(() => layoutFaults(page), { message: 'acknowledgement' }).toEqual([]);
      await begin.click();
      await page.getByRole('button', { name: t('acknowledgement-page:reading.done') }).waitFor();
      await expect.poll(() => layoutFaults(page), { message: 'reading' }).toEqual([]);
      await page.getByRole('link', { name: t('ui:nav.mail'), exact: true }).click();
      await page.getByRole('button', { name: t('mail:classified.no'), exact: true }).click();
      await page.getByRole('heading', { name: t('mail:answers.heading') }).waitFor();
      await expect.poll(() => layoutFaults(page), { message: 'mail: before sending' }).toEqual([]);
      for (const [part, heading] of [
        ['scan', 'mail:scanPart.take'],
        ['message', 'mail:message.heading'],
        ['program', 'mail:program.heading'],
      ] as const) {
        await page.getByRole('link', { name: t(`mail:part.${part}`), exact: true }).click();
        await page.getByRole('heading', { name: t(heading) }).waitFor();
        await expect.poll(() => layoutFaults(page), { message: `mail: ${part}` }).toEqual([]);
      }
    });
  }
}

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);
  test(`the incident and what it sends fit 900 × 640, at 200 % too, in ${language}`, async ({ desk }) => {
    // One start of the app for each state.
    test.slow();
    await desk.setOwn({ language });
    for (const [left, change] of Object.entries({ before: null, ...LEFT })) {
      if (change) leaveIncident(desk, change);
      const { app, page } = await desk.launch({ env: APART });
      await page.getByRole('link', { name: t('ui:nav.incident') }).click();
      if (change) await phase(page, left);
      await page
        .getByTestId('hotline')
        .or(page.getByText(t('incident-page:call.none')))
        .first()
        .waitFor();
      const closed = page.locator('details:not([open]) > summary:visible');
      while ((await closed.count()) > 0) await closed.first().click();
      for (const zoom of [1, 2]) {
        await setView(app, 900, 640, zoom);
        await expect.poll(() => page.evaluate(() => innerWidth)).toBe(900 / zoom);
        await expect.poll(() => layoutFaults(page), { message: `${left}, ${zoom}` }).toEqual([]);
      }
      await page.getByRole('link', { name: t('ui:nav.delivery') }).click();
      await expect.poll(() => layoutFaults(page), { message: `sent by ${left}` }).toEqual([]);
      await desk.kill(app);
    }
  });
}

test('the check of the layout finds what is laid over, cut off and scrolled', async ({ desk }) => {
  const { page } = await desk.launch();
  await page.evaluate(() => {
    const main = document.querySelector('main');
    for (const text of ['one', 'two']) {
      const words = document.createElement('p');
      words.textContent = text;
      words.style.cssText = 'position: absolute; left: 400px; top: 200px; z-index: 9';
      main?.append(words);
    }
    const wide = document.createElement('p');
    wide.textContent = 'wide';
    wide.style.cssText = 'width: 3000px; text-align: right';
    main?.append(wide);
  });
  const faults = await layoutFaults(page);
  for (const fault of ['scrolls sideways: MAIN', 'runs off the edge: wide', 'lies over: "one" and "two"'])
    expect(faults).toContainEqual(expect.stringContaining(fault));
});
