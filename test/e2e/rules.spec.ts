import { press, tabTo } from './by-key.ts';
import { expect, test } from './desk.ts';
import { en, zh } from './words.ts';

test('a question typed in everyday words is answered with its clause, and leads there, by keyboard alone', async ({
  desk,
}) => {
  const { page } = await desk.launch();
  await press(page, page.getByRole('link', { name: zh('ui:nav.rules') }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('rules-page:title'));
  const box = page.getByRole('searchbox', { name: zh('rules-page:search.label') });
  await tabTo(page, box);
  await page.keyboard.type('bittorrent');
  const answer = page.getByRole('article').filter({ hasText: 'BitTorrent' }).first();
  await expect(answer).toContainText(zh('rules-page:answer.no'));
  await press(page, answer.getByRole('link').first());
  const clause = page.locator('[id="place-7.4"]');
  await expect(clause).toBeFocused();
  await expect(clause).toBeInViewport();
  await expect(clause.getByText('不得在本府網路使用任何點對點傳輸（Peer to Peer）軟體。')).toBeVisible();
  await expect(box).toHaveValue('');
  expect(await page.evaluate(() => location.hash)).toBe('#/rules/7.4');
});

test('the usage page leads to the clause of the cap', async ({ desk }) => {
  const { page } = await desk.launch();
  const heading = page.getByRole('heading', { name: zh('usage:counts.heading') });
  await page.locator('summary', { has: heading }).click();
  await page.getByRole('link', { name: zh('usage:counts.rule414') }).click();
  await expect(page.locator('[id="place-4.14"]')).toBeFocused();
  await expect(page.locator('[id="place-4.14"]')).toBeInViewport();
});

test('the whole official text stands on the page in English too, with its history and hash', async ({ desk }) => {
  await desk.setOwn({ language: 'en' });
  const { page } = await desk.launch();
  await page.getByRole('link', { name: en('ui:nav.rules'), exact: true }).click();
  await expect(page.getByText(en('rules-page:official')).first()).toBeVisible();
  // Nine articles and 44 clauses of the city's text.
  await expect(page.locator('blockquote[lang="zh-TW"]')).toHaveCount(53);
  await expect(page.getByText('中華民國113年2月7日府智安字第1130035811號函修正').last()).toBeVisible();
  const hash = await page.evaluate(async () => {
    const { api } = window as unknown as {
      api: { rules: { view(): Promise<{ value: { hashes: { text: string } } }> } };
    };
    return (await api.rules.view()).value.hashes.text;
  });
  await expect(page.getByText(hash)).toBeVisible();
});
