import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import type { DeliveryView } from '../../../../../electron/contract/delivery.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

// Before a document is stubbed: Fluent looks for one as it loads, and without one it draws to text.
await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { Documents } = await import('../../../../../renderer/features/delivery/DeliveryPage.tsx');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
});

const drawn = (problems: DeliveryView['problems']) =>
  renderToStaticMarkup(<Documents view={{ items: [], total: 0, problems }} />);

it('says that nothing was sent only where what was left could be read', () => {
  expect(drawn([])).toContain('本程式沒有送出過內容');
  const unread = drawn([{ kind: 'cannot-read', detail: 'EIO' }]);
  expect(unread).not.toContain('本程式沒有送出過內容');
  expect(unread).toContain('目前讀不到先前留下的文件');
});
