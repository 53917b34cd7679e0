// Before sending in the real app; what main does for it: mail-main.spec.ts; the other parts: doubted-message.spec.ts, mail-program.spec.ts.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe.ts';
import { press, tabTo } from './by-key.ts';
import { type Desk, expect, test } from './desk.ts';
import { answerDialogs, dropOn, openMail } from './mail-page.ts';
import { wordsIn, zh } from './words.ts';

/** Chromium finds a file with a Chinese name only in a locale that this PC has. */
const LOCALE = { LC_ALL: 'C.UTF-8' };
const ROSTER = '名冊.txt';
const DISGUISED = '報價單.pdf.exe';
const MESSAGE = [
  'From: "IT center" <it@tycq.gov.tw>',
  'Reply-To: help@mail-center.top',
  'To: me@tycg.gov.tw',
  'Subject: password expires in 24 hours',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Type your password at once: <a href="http://203.0.113.9/login">https://mail.tycg.gov.tw</a></p>',
  '',
].join('\r\n');

const headline = (page: Page) => page.getByTestId('mail-headline');
const part = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

async function filesOf(desk: Desk): Promise<string[]> {
  const folder = join(desk.folder, '要寄的');
  await mkdir(folder, { recursive: true });
  const paths = [ROSTER, DISGUISED].map((name) => join(folder, name));
  await writeFile(paths[0] ?? '', '王大明 A123456789\n');
  await writeFile(paths[1] ?? '', 'MZ');
  return paths;
}

async function checkEnded(page: Page, t = zh): Promise<void> {
  await expect(headline(page)).not.toHaveText(t('mail:result.checking'), { timeout: 60_000 });
  await expect(page.getByRole('progressbar', { name: t('mail:progress.label') })).toHaveCount(0, { timeout: 60_000 });
}

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);

  test(`by keyboard alone a message is checked, saved and encrypted in ${language}`, async ({ desk }) => {
    await desk.setOwn({ language });
    const paths = await filesOf(desk);
    const { app, page } = await desk.launch({ env: LOCALE });
    const copy = join(desk.folder, 'copy.zip');
    await answerDialogs(app, paths, copy);
    const button = (key: string) => page.getByRole('button', { name: t(key), exact: true });

    await press(page, page.getByRole('link', { name: t('ui:nav.mail'), exact: true }));
    await press(page, button('mail:classified.no'));
    await press(page, button('mail:take.button'));
    await checkEnded(page, t);
    await expect(headline(page)).toHaveText(t('mail:result.change', { count: 2 }));
    await tabTo(page, page.getByRole('textbox', { name: t('mail:recipients.label') }));
    await page.keyboard.type('a@city.example; b@city.example');
    await expect(page.getByText(t('mail:recipients.count', { count: 2 }))).toBeVisible();
    for (const question of ['officialBusiness', 'senderIsMe', 'authorConsents']) {
      const group = page.getByRole('radiogroup', { name: t(`mail:answers.${question}`) });
      await tabTo(page, group.getByRole('radio', { name: t('mail:notAnswered') }));
      await page.keyboard.press('ArrowRight');
      await expect(group.getByRole('radio', { name: t('mail:yes') })).toBeChecked();
    }
    // All three quick answers reached main: none undid another.
    await expect(page.getByText(t('mail:item.copyright.in-order'))).toBeAttached();
    await expect(page.getByText(t('mail:item.official-business.in-order'))).toBeAttached();

    await press(page, button('mail:encrypt.button'));
    const passphrase = (await page.getByTestId('passphrase').textContent()) ?? '';
    expect(passphrase.length).toBeGreaterThanOrEqual(16);
    await expect(page.getByText(t('mail:encrypt.sevenZip'))).toBeVisible();
    await press(page, button('mail:copy'));
    await expect(page.getByText(t('mail:copied'), { exact: true })).toBeVisible();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(passphrase);
    await press(page, button('mail:encrypt.hide'));
    await expect(page.getByTestId('passphrase')).toHaveCount(0);
    const zip = await readFile(copy);
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    expect(zip.includes(ROSTER)).toBe(false);

    await answerDialogs(app, [], join(desk.folder, 'summary.pdf'));
    await press(page, button('mail:result.save'));
    await expect(page.getByText(t('mail:result.saved', { fileName: 'summary.pdf' }))).toBeVisible();
  });

  test(`axe finds nothing on the parts of safe mail in ${language}`, async ({ desk }) => {
    test.slow();
    await desk.setOwn({ language });
    const path = join(desk.folder, 'doubt.eml');
    await writeFile(path, MESSAGE);
    const { page } = await desk.launch({ env: LOCALE });
    await openMail(page, t);
    await expectNoFaults(page, 'the question');
    await page.getByRole('button', { name: t('mail:classified.no'), exact: true }).click();
    await dropOn(page, await filesOf(desk));
    await checkEnded(page, t);
    await expectNoFaults(page, 'before sending');
    await part(page, t('mail:part.scan')).click();
    await page.getByTestId('scan-headline').waitFor();
    await expectNoFaults(page, 'a download');
    await part(page, t('mail:part.message')).click();
    await dropOn(page, [path]);
    await page.getByRole('button', { name: t('mail:report.button') }).click();
    await expectNoFaults(page, 'a doubted message');
    await part(page, t('mail:part.program')).click();
    await page.getByText(t('mail:program.intro')).waitFor();
    await expectNoFaults(page, 'mail programs');
  });
}

test('a classified document ends the check at once, and names the rules for such documents', async ({ desk }) => {
  await desk.setManaged({ mail: { secrecyRules: '文書科，分機 1234' } });
  const { page } = await desk.launch();
  await openMail(page);
  await page.getByRole('button', { name: zh('mail:classified.yes'), exact: true }).click();
  await expect(page.getByRole('heading', { name: zh('mail:classified.stopTitle') })).toBeVisible();
  await expect(page.getByText(zh('mail:classified.stopRules'))).toBeVisible();
  await expect(page.getByText(zh('mail:classified.stopOwnRules', { rules: '文書科，分機 1234' }))).toBeVisible();
  // Clause 4(7) permits what may not be done here.
  await expect(page.locator('main a[href="#/rules/4.7"]')).toHaveCount(0);
  await expect(page.getByTestId('drop-area')).toHaveCount(0);
  await expect(page.getByRole('button', { name: zh('mail:encrypt.button') })).toHaveCount(0);
});

test('dropped files show what was found, masked, and never their contents', async ({ desk }) => {
  const { page } = await desk.launch({ env: LOCALE });
  await openMail(page);
  await page.getByRole('button', { name: zh('mail:classified.no'), exact: true }).click();
  await dropOn(page, await filesOf(desk));
  await checkEnded(page);
  await expect(page.getByText(ROSTER)).toBeVisible();
  await expect(page.getByText(zh('mail:finding.double-extension'))).toBeVisible();
  const kind = zh('mail:kind.national-id');
  await expect(page.getByText(zh('mail:personal.hit', { kind, count: 1 }))).toBeVisible();
  expect(await page.locator('main').textContent()).not.toContain('A123456789');
  await page.getByRole('button', { name: zh('mail:files.remove', { name: DISGUISED }) }).click();
  await expect(page.getByText(DISGUISED)).toHaveCount(0);
  await page.getByRole('button', { name: zh('mail:take.clear') }).click();
  await expect(page.getByText(ROSTER)).toHaveCount(0);
  // The next message is asked about anew.
  await expect(page.getByRole('heading', { name: zh('mail:classified.question') })).toBeVisible();
});
