// A doubted message in the real app, from the file to the report.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { press } from './by-key.ts';
import { expect, test } from './desk.ts';
import { answerDialogs, dropOn, openMail } from './mail-page.ts';
import { wordsIn, zh } from './words.ts';

/** Chromium finds a file with a Chinese name only in a locale that this PC has. */
const LOCALE = { LC_ALL: 'C.UTF-8' };
const REPORT_ONLY = { incident: { cutMode: 'report-only' }, mail: { ownDomains: ['tycg.gov.tw'] } };
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

const verdict = (page: Page) => page.locator('[data-verdict]');
const part = (page: Page, t = zh) => page.getByRole('link', { name: t('mail:part.message'), exact: true });

async function openPart(page: Page): Promise<void> {
  await openMail(page);
  await part(page).click();
}

/** What the incident's documents hold, as the page may read them. */
const documentsOf = (page: Page) =>
  page.evaluate(async () => {
    const incident = await window.api.incident.view();
    const firstId = incident.ok ? (incident.value?.firstId ?? '') : '';
    const about = await window.api.delivery.about({ firstId });
    const contents = [];
    for (const { id } of about.ok ? about.value : []) {
      const content = await window.api.delivery.content({ id });
      if (content.ok) contents.push(content.value.document);
    }
    return contents;
  });

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);

  test(`by keyboard alone a message is judged, a link copied and the message reported in ${language}`, async ({
    desk,
  }) => {
    await desk.setManaged(REPORT_ONLY);
    await desk.setOwn({ language });
    const path = join(desk.folder, '可疑.eml');
    await writeFile(path, MESSAGE);
    const { app, page } = await desk.launch({ env: LOCALE });
    await answerDialogs(app, [path], '');
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

    await press(page, page.getByRole('link', { name: t('ui:nav.mail'), exact: true }));
    await press(page, part(page, t));
    await press(page, button(t('mail:message.button')));
    await expect(verdict(page)).toHaveAttribute('data-verdict', 'dangerous');
    await expect(verdict(page)).toHaveText(t('mail:verdict.dangerous'));
    // Whoever listens goes on from the answer.
    await expect(verdict(page)).toBeFocused();
    await expect(page.getByText(t('mail:reason.link-differs'))).toBeVisible();
    await press(page, button(/hxxp:/));
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^hxxp:\/\/203\[\.\]0/);

    await press(page, button(t('mail:message.another')));
    await expect(page.getByRole('heading', { name: t('mail:message.heading') })).toBeFocused();
    await expect(verdict(page)).toHaveCount(0);
    await press(page, button(t('mail:message.button')));
    await expect(verdict(page)).toBeFocused();
    await press(page, button(t('mail:report.button')));
    await expect(page.getByText(t('mail:report.thirdParties'))).toBeVisible();
    // This PC may not be cut, so the page does not offer it.
    await expect(button(t('mail:report.cut'))).toHaveCount(0);
    await press(page, button(t('mail:report.back')));
    await press(page, button(t('mail:report.button')));
    await press(page, page.getByRole('main').getByRole('button', { name: t('mail:report.only') }));
    await expect(page.getByTestId('incident-code')).toHaveText(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/);
    const documents = await documentsOf(page);
    expect(documents.some(({ body }) => body.part === 'first')).toBe(true);
    const carrying = documents.find(({ body }) => body.part === 'message');
    expect(carrying?.kind).toBe('incident-detail');
    expect(Buffer.from(carrying?.attachments[0]?.base64 ?? '', 'base64').toString()).toBe(MESSAGE);
  });

  test(`a file that cannot be inspected is said to be what it is in ${language}`, async ({ desk }) => {
    await desk.setOwn({ language });
    const file = (name: string) => join(desk.folder, name);
    await writeFile(file('outlook.msg'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    await mkdir(file('folder'));
    await writeFile(file('doubt.eml'), MESSAGE);
    const { app, page } = await desk.launch({ env: LOCALE });
    const alert = page.getByRole('alert');
    await press(page, page.getByRole('link', { name: t('ui:nav.mail'), exact: true }));
    await press(page, part(page, t));
    const GIVEN = { 'outlook.msg': 'not-a-message', folder: 'folder', 'gone.eml': 'gone' };
    for (const [name, why] of Object.entries(GIVEN)) {
      await answerDialogs(app, [file(name)], '');
      await press(page, page.getByRole('button', { name: t('mail:message.button'), exact: true }));
      await expect(alert).toHaveText(t(`mail:message.notInspected.${why}`));
      await expect(verdict(page)).toHaveCount(0);
    }
    // The next that is one takes the sentence away.
    await answerDialogs(app, [file('doubt.eml')], '');
    await press(page, page.getByRole('button', { name: t('mail:message.button'), exact: true }));
    await expect(verdict(page)).toBeFocused();
    await expect(alert).toHaveCount(0);
  });
}

test('a message that is dropped is judged, and its links stay dead', async ({ desk }) => {
  const path = join(desk.folder, 'doubt.eml');
  await writeFile(path, MESSAGE);
  const { page } = await desk.launch({ env: LOCALE });
  await openPart(page);
  await dropOn(page, [path, path]);
  await expect(verdict(page)).toBeFocused();
  await expect(page.getByText(zh('mail:message.one'))).toBeVisible();
  const targets = await page
    .locator('main a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(targets.filter((target) => !target.startsWith('#/'))).toEqual([]);
});

test('a message that is not known cannot be reported, and presses no button', async ({ desk }) => {
  await desk.setManaged(REPORT_ONLY);
  const { page } = await desk.launch();
  const unknown = await page.evaluate(() => window.api.mail.reportMessage({ id: 'abcdefgh12345678', cut: false }));
  expect(unknown).toMatchObject({ ok: false, error: { code: 'not-available' } });
  expect(await page.evaluate(() => window.api.incident.view())).toMatchObject({ ok: true, value: null });
});
