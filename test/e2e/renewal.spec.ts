import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BridgedApi } from '../../electron/contract/ipc.ts';
import { freshState } from '../../electron/features/rules/acknowledgement/state.ts';
import { json, startLoopbackServer } from '../fixtures/loopback-server.ts';
import { press } from './by-key.ts';
import { expect, test } from './desk.ts';
import { AMENDED, AMENDED_CLAUSE, BUILT_IN, receiptsOf, signOverBridge, takeEdition } from './over-bridge.ts';
import { wordsIn, zh } from './words.ts';

test.describe.configure({ timeout: 180_000 });

test('a date that has passed is said in the window until it is done, and words that changed meanwhile are not signed', async ({
  desk,
}) => {
  const acknowledgement = { allowUnprotectedKey: true, renewal: { kind: 'days', days: 365 } };
  await desk.setManaged({ acknowledgement });
  const folder = join(desk.userData, 'acknowledgement');
  await mkdir(folder, { recursive: true });
  // Here for 42 days; whoever never signed has 30.
  await writeFile(join(folder, 'state.json'), JSON.stringify(freshState(Date.now() - 42 * 86_400_000)));
  const { app, page } = await desk.launch();
  const banner = page.getByRole('region', { name: zh('ui:notice.acknowledgement-due.title') });
  await expect(banner).toContainText('已逾 12 天');
  await signOverBridge(page, { upTo: 'reading' });
  await page.getByRole('link', { name: zh('ui:notice.toAcknowledgement') }).click();
  await expect(page.getByText(zh('acknowledgement-page:headline.overdue'))).toBeVisible();
  await page.getByRole('button', { name: zh('acknowledgement-page:continue'), exact: true }).click();
  await page.getByRole('textbox', { name: zh('acknowledgement-page:sign.name') }).fill('王小明');
  await page.getByRole('textbox', { name: zh('acknowledgement-page:sign.employeeNumber') }).fill('A12345');

  const statement = { 'zh-TW': '本人已讀畢《{title}》。', en: 'I have read {title}.' };
  await desk.setManaged({ acknowledgement: { ...acknowledgement, statement } });
  // The administrator's file is read again when the window comes back into sight.
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.hide();
    window?.show();
  });
  const button = page.getByRole('button', { name: zh('acknowledgement-page:sign.sign') });
  await button.click();
  await expect(page.getByRole('alert')).toContainText(zh('acknowledgement-page:sign.outdated.consent'));
  expect(await receiptsOf(page)).toEqual([]);
  await page.getByRole('button', { name: zh('acknowledgement-page:sign.readAgain') }).click();
  await expect(page.locator('blockquote')).toContainText('本人已讀畢《桃園市政府網路相關資源使用規範》。');
  await page.getByRole('textbox', { name: zh('acknowledgement-page:sign.name') }).fill('王小明');
  await page.getByRole('textbox', { name: zh('acknowledgement-page:sign.employeeNumber') }).fill('A12345');
  await button.click();
  await expect(page.getByRole('heading', { name: zh('acknowledgement-page:done.heading') })).toBeVisible();
  await page.getByRole('link', { name: zh('ui:nav.usage') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('usage:title'));
  await expect(banner).toHaveCount(0);
});

for (const language of ['zh-TW', 'en'] as const)
  test(`after a major amendment: what changed first, then only what it touches, and all of it offline too, in ${language}`, async ({
    desk,
  }) => {
    const t = wordsIn(language);
    await desk.setOwn({ language });
    const server = await startLoopbackServer();
    server.answer = json(AMENDED);
    const acknowledgement = { allowUnprotectedKey: true };
    await desk.setManaged({ acknowledgement });
    const first = await desk.launch();
    await signOverBridge(first.page);
    await first.app.close();

    await desk.setManaged({ acknowledgement, rules: { url: `${server.address}/rules.json` } });
    const online = await desk.launch();
    const editionOf = (page: Page) =>
      page.evaluate(async () => {
        const answer = await (window as unknown as { api: BridgedApi }).api.rules.view();
        return answer.ok ? answer.value.edition : answer.error;
      });
    await takeEdition(online.page);
    await expect.poll(() => editionOf(online.page), { timeout: 20_000 }).toBe(AMENDED.edition);
    await online.app.close();
    await server.close();

    const { page } = await desk.launch();
    expect(await editionOf(page)).toBe(AMENDED.edition);
    await press(page, page.getByRole('link', { name: t('ui:nav.rules'), exact: true }));
    await press(page, page.getByRole('link', { name: t('acknowledgement-page:open') }).last());
    await expect(page.getByText(t('acknowledgement-page:headline.newEdition'))).toBeVisible();
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:beginAgain') }));

    await expect(page.getByRole('heading', { name: t('acknowledgement-page:changes.heading') })).toBeFocused();
    await expect(page.locator('blockquote del')).toContainText('一');
    await expect(page.locator('blockquote ins')).toContainText('二');
    await expect(page.locator('blockquote:has(ins)')).toHaveCount(1);
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:changes.seen') }));

    await expect(page.getByText(t('acknowledgement-page:reading.onlyChanges'))).toBeVisible();
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:reading.done') }));
    const question = BUILT_IN.guide.questions.find(({ clause }) => clause === AMENDED_CLAUSE);
    if (!question) throw new Error('no question is about the amended clause');
    await expect(page.getByRole('heading', { name: question.situation[language] })).toBeFocused();
    const right = question.answers.find((answer) => answer.right);
    await press(page, page.getByRole('button', { name: right?.words[language] ?? '', exact: true }));
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:questions.next') }));

    // Nothing else is asked, and the person is known from the last time.
    await expect(page.getByRole('textbox', { name: t('acknowledgement-page:sign.name') })).toHaveValue('王小明');
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:sign.sign') }));
    await expect(page.getByRole('heading', { name: t('acknowledgement-page:done.heading') })).toBeFocused();
    expect(await receiptsOf(page)).toEqual([
      [2, AMENDED.edition],
      [1, BUILT_IN.edition],
    ]);
  });

test('an edition that comes while one reads opens what it reworded again, or all of it, and says why', async ({
  desk,
}) => {
  const server = await startLoopbackServer();
  await desk.setManaged({ acknowledgement: { allowUnprotectedKey: true }, rules: { url: `${server.address}/r.json` } });
  const { page } = await desk.launch();
  await signOverBridge(page, { upTo: 'reading' });
  await page.evaluate(() => {
    location.hash = '#/acknowledgement';
  });
  await page.getByRole('button', { name: zh('acknowledgement-page:continue'), exact: true }).click();
  await expect(page.getByRole('button', { name: zh('acknowledgement-page:sign.sign') })).toBeVisible();

  server.answer = json({ ...AMENDED, change: 'minor' });
  await takeEdition(page);
  const reworded = page.getByText(zh('acknowledgement-page:reading.reworded'));
  await expect(reworded).toBeVisible();
  await expect(page.locator('blockquote', { hasText: '二GB' })).toHaveCount(1);
  await page.getByRole('button', { name: zh('acknowledgement-page:reading.done') }).click();
  const question = BUILT_IN.guide.questions.find(({ clause }) => clause === AMENDED_CLAUSE);
  if (!question) throw new Error('no question is about the amended clause');
  await expect(page.getByRole('heading', { name: question.situation['zh-TW'] })).toBeVisible();

  server.answer = json({ ...AMENDED, edition: AMENDED.edition + 1 });
  await takeEdition(page);
  await expect(page.getByRole('alert')).toContainText(zh('acknowledgement-page:overtaken'));
  await page.getByRole('button', { name: zh('acknowledgement-page:begin'), exact: true }).click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
  expect(await receiptsOf(page)).toEqual([]);
  await server.close();
});
