import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import { DeliveryReason, type OutboxItem } from '../../../../../electron/contract/delivery.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { ITEM, SCENES } from '../../../../fixtures/incident-scenes.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

// Before a document is stubbed: Fluent looks for one as it loads, and without one it draws to text.
await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, switchLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { settingsSource } = await import('../../../../../renderer/main-sources.ts');
const { DocumentCard } = await import('../../../../../renderer/features/delivery/DocumentCard.tsx');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
  await settingsSource.load();
});
const drawn = (item: OutboxItem) => renderToStaticMarkup(<DocumentCard item={item} onRemoved={() => undefined} />);

it('names the state, the place, the tries and the reason in words', () => {
  const html = drawn(ITEM);
  for (const words of ['等待送出', 'https://desk.example.gov.tw/incidents/', '試過 3 次', '連不上', 'ERR_INTERNET'])
    expect(html).toContain(words);
});

it('stored is not seen, and seen names who and when', () => {
  const [stored] = SCENES.cutReceived.items;
  const [seen] = SCENES.cutSeen.items;
  expect(stored && drawn(stored)).toContain('尚無人員確認');
  expect(seen && drawn(seen)).toContain('王小明於 2026-11-23 14:40:00+08:00 看到。');
});

it('tells a server that turned it away from a person who refused it', () => {
  const turnedAway = drawn({ ...ITEM, state: 'refused', outcome: null });
  for (const words of ['尚未送達', '各處都沒有收下', '請打電話']) expect(turnedAway).toContain(words);
  expect(turnedAway).not.toContain('未受理');
  const refused = { by: '林值勤', at: '2026-11-23T14:40:00+08:00', words: '請改送資訊局' };
  const byPerson = drawn({ ...ITEM, state: 'refused', outcome: { schema: 1, id: ITEM.id, refused } });
  expect(byPerson).toContain('林值勤於 2026-11-23 14:40:00+08:00 表示不受理');
  expect(byPerson).toContain('請改送資訊局');
});

it('offers deleting only for what never left, and trying again only where that may change something', () => {
  expect(drawn({ ...ITEM, removable: true })).toContain('>刪除<');
  expect(drawn({ ...ITEM, removable: false })).not.toContain('>刪除<');
  expect(drawn(ITEM)).toContain('>立即再試<');
  expect(drawn({ ...ITEM, state: 'sent', retryable: false })).not.toContain('>立即再試<');
});

it.each(DeliveryReason.options)('has words in both languages for %s', async (reason) => {
  for (const language of ['zh-TW', 'en'] as const) {
    await switchLanguage(language);
    const html = drawn({ ...ITEM, channels: ITEM.channels.map((channel) => ({ ...channel, reason })) });
    expect(html).not.toMatch(/\{\{|delivery:|undefined/);
  }
  await switchLanguage('zh-TW');
});
