// Is the mail program set right: read from the real app, by keyboard alone.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { press, tabTo } from './by-key.ts';
import { type Desk, expect, test } from './desk.ts';
import { wordsIn } from './words.ts';

/** A profile of Thunderbird as that leaves it on the disk; `setPane` as if the person had turned the message pane. */
async function thunderbirdOn(desk: Desk) {
  const home = join(desk.folder, 'home');
  const profile = join(home, '.thunderbird/abcd.default');
  await mkdir(profile, { recursive: true });
  await writeFile(
    join(home, '.thunderbird/profiles.ini'),
    '[Profile0]\nName=default\nIsRelative=1\nPath=abcd.default\n',
  );
  await writeFile(join(profile, 'prefs.js'), 'user_pref("mailnews.display.html_as", 0);\n');
  const setPane = (messagePaneVisible: boolean) => {
    const tabs = [{ mode: 'mail3PaneTab', state: { messagePaneVisible } }];
    const session = { rev: 0, windows: [{ type: '3pane', tabs: { tabs } }] };
    return writeFile(join(profile, 'session.json'), JSON.stringify(session));
  };
  return { home, setPane };
}

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);

  test(`by keyboard alone the mail program is read, its steps shown, and read again once changed in ${language}`, async ({
    desk,
  }) => {
    await desk.setOwn({ language });
    const { home, setPane } = await thunderbirdOn(desk);
    await setPane(true);
    const { page } = await desk.launch({ env: { HOME: home } });
    await press(page, page.getByRole('link', { name: t('ui:nav.mail'), exact: true }));
    await press(page, page.getByRole('link', { name: t('mail:part.program'), exact: true }));
    await expect(page.getByText(t('mail:program.headlineFail', { count: 1 }))).toBeVisible();
    await expect(page.getByText(t('mail:step.thunderbird.preview-off.2'))).toBeVisible();
    // What the rules only recommend is advised, and never counted as a fail; its steps are one key away.
    const advised = page.locator('[data-standing="advise"]').first();
    await expect(advised.getByText(t('mail:standing.advise'))).toBeVisible();
    await expect(page.getByText(t('mail:step.thunderbird.plain-text.1'))).toBeHidden();
    await press(page, advised.locator('summary', { hasText: t('mail:program.how') }));
    await expect(page.getByText(t('mail:step.thunderbird.plain-text.1'))).toBeVisible();
    await press(page, advised.locator('summary', { hasText: t('mail:program.evidence') }));
    await expect(advised.getByText('mailnews.display.html_as')).toBeVisible();

    const recheck = page.getByRole('button', { name: t('mail:program.recheck') });
    await setPane(false);
    await page.keyboard.press('Home');
    await tabTo(page, recheck);
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('mail:program.headlinePass'))).toBeVisible();
    // The focus stays, so that the next change is one key away too.
    await expect(recheck).toBeFocused();
    await setPane(true);
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('mail:program.headlineFail', { count: 1 }))).toBeVisible();
  });
}
