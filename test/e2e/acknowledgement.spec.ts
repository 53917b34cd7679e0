import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { Receipt } from '../../electron/contract/acknowledgement.ts';
import { Guide } from '../../electron/contract/rules.ts';
import { press, tabTo } from './by-key.ts';
import { expect, test } from './desk.ts';
import { en, wordsIn, zh } from './words.ts';

const run = promisify(execFile);
const SECTIONS = 9;
const guide = Guide.parse(JSON.parse(readFileSync(new URL('../../assets/rules/guide.json', import.meta.url), 'utf8')));
/** There is no key store under the test's display. */
const MANAGED = { acknowledgement: { allowUnprotectedKey: true } };
/** Due within the days that are reminded of, whenever the test runs. */
const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(5, 10);
const REMINDED = { acknowledgement: { ...MANAGED.acknowledgement, renewal: { kind: 'calendar-year', dueOn: soon } } };
// Some sixty presses, on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });
type Language = 'zh-TW' | 'en';

async function openAcknowledgement(page: Page, language: Language): Promise<void> {
  const t = wordsIn(language);
  await press(page, page.getByRole('link', { name: t('ui:nav.rules'), exact: true }));
  await press(page, page.getByRole('link', { name: t('acknowledgement-page:open') }).last());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('acknowledgement-page:title'));
}

async function readSections(page: Page, language: Language, from: number, to: number): Promise<void> {
  const t = wordsIn(language);
  for (let at = from; at <= to; at++) {
    const heading = page.getByRole('heading', { level: 2, name: sectionName(t, at) });
    await expect(heading).toBeFocused();
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:reading.done') }));
  }
}

const sectionName = (t: ReturnType<typeof wordsIn>, at: number) =>
  t('acknowledgement-page:reading.heading', { at, total: SECTIONS, name: '' });

/** Answers what is asked; `wrongly` names the situations to miss once. Returns the situations in the order met. */
async function answerAll(page: Page, language: Language, wrongly: ReadonlySet<string>): Promise<string[]> {
  const t = wordsIn(language);
  const met: string[] = [];
  const answers = page.getByRole('list', { name: t('acknowledgement-page:questions.answers') });
  const signing = page.getByRole('heading', { level: 2, name: t('acknowledgement-page:sign.heading') });
  while (true) {
    await expect(answers.or(signing)).toBeVisible();
    if (await signing.isVisible()) return met;
    const situation = await page.getByRole('heading', { level: 2 }).first().textContent();
    const question = guide.questions.find((each) => each.situation[language] === situation);
    if (!question) throw new Error(`no question is asked as ${situation}`);
    const isMissed = wrongly.has(question.id) && !met.includes(question.id);
    met.push(question.id);
    const choice = question.answers.findIndex(({ right }) => right !== isMissed);
    await press(page, page.getByRole('button', { name: question.answers[choice]?.words[language] ?? '', exact: true }));
    const said = t(isMissed ? 'acknowledgement-page:questions.wrong' : 'acknowledgement-page:questions.right');
    await expect(page.getByRole('heading', { level: 2, name: said })).toBeFocused();
    await press(page, page.getByRole('button', { name: t('acknowledgement-page:questions.next') }));
    await expect(page.getByRole('heading', { level: 2, name: said })).toHaveCount(0);
  }
}

async function sign(page: Page, language: Language): Promise<void> {
  const t = wordsIn(language);
  await expect(page.getByRole('heading', { level: 2, name: t('acknowledgement-page:sign.heading') })).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: t('acknowledgement-page:sign.name') }));
  await page.keyboard.type('王小明');
  const button = page.getByRole('button', { name: t('acknowledgement-page:sign.sign') });
  await press(page, button);
  await expect(page.getByText(t('acknowledgement-page:sign.employeeNumberWrong'))).toBeVisible();
  const number = page.getByRole('textbox', { name: t('acknowledgement-page:sign.employeeNumber') });
  await page.keyboard.press('Shift+Tab');
  await expect(number).toBeFocused();
  await page.keyboard.type('A12345');
  await press(page, button);
  await expect(page.getByRole('heading', { name: t('acknowledgement-page:done.heading') })).toBeFocused();
}

test('a whole first acknowledgement by keyboard alone, and a receipt that holds', async ({ desk }) => {
  await desk.setManaged(REMINDED);
  const { app, page } = await desk.launch();
  const reminder = page.getByRole('region', { name: zh('ui:notice.acknowledgement-due.title') });
  await expect(reminder).toBeVisible();
  const file = join(desk.folder, 'receipt.json');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await openAcknowledgement(page, 'zh-TW');
  await press(page, page.getByRole('button', { name: zh('acknowledgement-page:begin') }));
  await readSections(page, 'zh-TW', 1, SECTIONS);

  const [first] = guide.questions;
  if (!first) throw new Error('there is no question');
  const met = await answerAll(page, 'zh-TW', new Set([first.id]));
  expect(met).toHaveLength(guide.questions.length + 1);
  expect(met.at(-1)).toBe(first.id);
  await sign(page, 'zh-TW');

  await press(page, page.getByRole('button', { name: zh('acknowledgement-page:receipts.saveJsonOf', { number: 1 }) }));
  await expect(page.getByText(zh('acknowledgement-page:receipts.saved', { fileName: 'receipt.json' }))).toBeVisible();
  const text = readFileSync(file, 'utf8');
  const { claim } = Receipt.parse(JSON.parse(text));
  expect(claim).toMatchObject({
    number: 1,
    previous: null,
    person: { name: '王小明', employeeNumber: 'A12345' },
    questionsCompleted: guide.questions.length,
    keyProtection: 'unprotected',
  });
  expect(claim.consent.statement).toContain('本確認不包含同意行為監控');

  await press(page, page.getByRole('button', { name: zh('acknowledgement-page:done.close') }));
  await expect(page.getByRole('heading', { name: zh('acknowledgement-page:headline.signed') })).toBeFocused();
  await page
    .locator('summary')
    .filter({ hasText: zh('acknowledgement-page:verify.heading') })
    .click();
  const input = page.locator('input[type="file"]');
  await input.setInputFiles({ name: 'as-signed.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.getByText(zh('acknowledgement-page:verify.valid'), { exact: true })).toBeVisible();
  await expect(page.getByText(zh('acknowledgement-page:verify.key.this-pc'))).toBeVisible();
  const forged = Buffer.from(text.replace('A12345', 'A12346'));
  await input.setInputFiles({ name: 'forged.json', mimeType: 'application/json', buffer: forged });
  await expect(page.getByText(zh('acknowledgement-page:verify.invalid'))).toBeVisible();
  await expect(page.getByText(zh('acknowledgement-page:finding.signature'))).toBeVisible();

  await press(page, page.getByRole('link', { name: zh('ui:nav.usage') }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('usage:title'));
  await expect(reminder).toHaveCount(0);
  await expect(page.getByTestId('duty-line')).toHaveCount(0);
});

test('an acknowledgement goes on where a power cut left it, in English, and its PDF holds the whole text', async ({
  desk,
}) => {
  await desk.setManaged(MANAGED);
  await desk.setOwn({ language: 'en' });
  const before = await desk.launch();
  await openAcknowledgement(before.page, 'en');
  await press(before.page, before.page.getByRole('button', { name: en('acknowledgement-page:begin') }));
  await readSections(before.page, 'en', 1, 3);
  await expect(before.page.getByRole('heading', { level: 2, name: sectionName(en, 4) })).toBeFocused();
  await desk.kill(before.app);

  const { app, page } = await desk.launch();
  const file = join(desk.folder, 'receipt.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await openAcknowledgement(page, 'en');
  const total = guide.questions.length;
  const resume = { read: 3, sections: SECTIONS, answered: 0, questions: total };
  await expect(page.getByText(en('acknowledgement-page:resume', resume))).toBeVisible();
  await press(page, page.getByRole('button', { name: en('acknowledgement-page:continue'), exact: true }));
  await readSections(page, 'en', 4, SECTIONS);
  expect(await answerAll(page, 'en', new Set())).toHaveLength(total);
  await sign(page, 'en');

  await press(page, page.getByRole('button', { name: en('acknowledgement-page:receipts.savePdfOf', { number: 1 }) }));
  await expect(page.getByText(en('acknowledgement-page:receipts.saved', { fileName: 'receipt.pdf' }))).toBeVisible();
  const { stdout } = await run('pdftotext', [file, '-']).catch((error: NodeJS.ErrnoException) => {
    test.skip(error.code === 'ENOENT', 'pdftotext is absent (poppler-utils): the text was not read back');
    throw error;
  });
  expect(stdout.replace(/\s/g, '')).toContain('占用市政網路頻寬或使用網路上傳或下載流量每日不得超過一GB。');
  expect(stdout).toContain('A12345');
});

test('doubts are kept on this PC without penalty, and the reading can go on', async ({ desk }) => {
  await desk.setManaged(MANAGED);
  const { page } = await desk.launch();
  await openAcknowledgement(page, 'zh-TW');
  await press(page, page.locator('summary').filter({ hasText: zh('acknowledgement-page:notYet.heading') }));
  await tabTo(page, page.getByRole('textbox', { name: zh('acknowledgement-page:notYet.words') }));
  await page.keyboard.type('流量如何計算？');
  await press(page, page.getByRole('button', { name: zh('acknowledgement-page:notYet.keep') }));
  await expect(page.getByText(zh('acknowledgement-page:notYet.kept'))).toBeVisible();
  await expect(page.locator('blockquote').filter({ hasText: '流量如何計算？' })).toBeVisible();
  const sent = await page.evaluate(async () => {
    const { api } = window as unknown as { api: { delivery: { view(): Promise<{ value: { total: number } }> } } };
    return (await api.delivery.view()).value.total;
  });
  expect(sent).toBe(0);
  await expect(page.getByRole('button', { name: zh('acknowledgement-page:begin') })).toBeEnabled();
});
