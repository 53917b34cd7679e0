import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { json, startLoopbackServer } from '../fixtures/loopback-server.ts';
import { expectNoFaults, openEveryDisclosure } from './axe.ts';
import { expect, test } from './desk.ts';
import { AMENDED, BUILT_IN, signOverBridge, takeEdition } from './over-bridge.ts';
import { wordsIn } from './words.ts';

test.describe.configure({ timeout: 180_000 });

/** The administrator's file is read again when the window comes back into sight. */
const lookAgain = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.hide();
    window?.show();
  });

/** As by a hand that drags files out of a file manager. */
async function drop(page: Page, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name, { type: 'application/json' }));
    return transfer;
  }, files);
  await page.locator('label:has(input[type="file"])').dispatchEvent('drop', { dataTransfer });
}

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);
  const button = (page: Page, key: string) =>
    page.getByRole('button', { name: t(`acknowledgement-page:${key}`), exact: true });

  test(`axe finds nothing from the first question to the renewal, in ${language}`, async ({ desk }) => {
    const server = await startLoopbackServer();
    server.answer = json(BUILT_IN);
    const rules = { url: `${server.address}/rules.json` };
    await desk.setOwn({ language });
    await desk.setManaged({ rules });
    const { app, page } = await desk.launch();
    await page.evaluate(() => {
      location.hash = '#/acknowledgement';
    });
    await button(page, 'begin').click();
    for (const _article of BUILT_IN.text.articles) await button(page, 'reading.done').click();

    const [question] = BUILT_IN.guide.questions;
    if (!question) throw new Error('there is no question');
    await page.getByRole('heading', { name: question.situation[language] }).waitFor();
    await expectNoFaults(page, 'a question');
    const wrong = question.answers.find(({ right }) => !right);
    await page.getByRole('button', { name: wrong?.words[language] ?? '', exact: true }).click();
    await page.getByRole('heading', { name: t('acknowledgement-page:questions.wrong') }).waitFor();
    await expectNoFaults(page, 'what a wrong answer says');
    await button(page, 'questions.next').click();
    await signOverBridge(page, { upTo: 'reading' });

    await expect(page.locator('[data-key="absent"]')).toBeVisible();
    await expectNoFaults(page, 'signing without a key store');
    await desk.setManaged({ rules, acknowledgement: { allowUnprotectedKey: true } });
    await lookAgain(app);
    await button(page, 'key.check').click();
    await expect(page.getByText(t('acknowledgement-page:key.unprotected'))).toBeVisible();
    await button(page, 'sign.sign').click();
    await expect(page.getByText(t('acknowledgement-page:sign.nameWrong'))).toBeVisible();
    await expectNoFaults(page, 'signing without a name');
    await page.getByRole('textbox', { name: t('acknowledgement-page:sign.name') }).fill('王小明');
    await page.getByRole('textbox', { name: t('acknowledgement-page:sign.employeeNumber') }).fill('A12345');
    await button(page, 'sign.sign').click();
    await page.getByRole('heading', { name: t('acknowledgement-page:done.heading') }).waitFor();
    await expectNoFaults(page, 'signed');

    await button(page, 'done.close').click();
    await openEveryDisclosure(page);
    const folder = join(desk.userData, 'acknowledgement/receipts');
    const [name = ''] = await readdir(folder);
    const text = readFileSync(join(folder, name), 'utf8');
    await drop(page, [
      { name, text },
      { name: 'forged.json', text: text.replace('A12345', 'A12346') },
    ]);
    await expect(page.getByText(t('acknowledgement-page:verify.count', { total: 2, valid: 1 }))).toBeVisible();
    await expectNoFaults(page, 'receipts, and two that were dropped to be checked');

    server.answer = json(AMENDED);
    await takeEdition(page);
    await expect(page.getByText(t('acknowledgement-page:headline.newEdition'))).toBeVisible();
    await button(page, 'beginAgain').click();
    await page.getByRole('heading', { name: t('acknowledgement-page:changes.heading') }).waitFor();
    await expectNoFaults(page, 'what changed');
    await server.close();
  });
}
