import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import type { DeliveryView } from '../../../../../electron/contract/delivery.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

// Before a document is stubbed: Fluent looks for one as it loads, and without one it draws to text.
await import('@fluentui/react-components');
let problems: DeliveryView['problems'] = [];
const handlers = scenarioHandlers(SCENARIOS.ok, () => undefined);
const view = () => ({ items: [], total: 0, problems });
vi.stubGlobal('window', { api: apiDouble({ ...handlers, delivery: { ...handlers.delivery, view } }).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { deliverySource } = await import('../../../../../renderer/main-sources.ts');
const { HistoryTable } = await import('../../../../../renderer/features/incident/HistorySection.tsx');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
});

const ENDED = {
  firstId: 'one',
  code: 'A2C-3E4',
  drill: false,
  clickedAtMs: 0,
  phase: 'restored',
  falseAlarm: false,
} as const;
const drawn = (report: 'received' | null) =>
  renderToStaticMarkup(<HistoryTable reports={[{ ...ENDED, report }]} timeZone="Asia/Taipei" />);

it('offers a PDF of what is kept, and of nothing else', () => {
  expect(drawn('received')).toContain('存成 PDF');
  const gone = drawn(null);
  expect(gone).toContain('本機已不留存');
  expect(gone).not.toContain('存成 PDF');
});

it('what cannot be read is not said to be gone', async () => {
  problems = [{ kind: 'cannot-read', detail: 'EIO' }];
  await deliverySource.load();
  const unread = drawn(null);
  expect(unread).toContain('目前讀不到');
  expect(unread).not.toContain('本機已不留存');
});
