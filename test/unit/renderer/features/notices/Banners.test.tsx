import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Notice } from '../../../../../electron/contract/app.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS, type ScenarioName } from '../../../../fixtures/scenarios.ts';

// The theme follows the window's media queries, which are not here; the words do not need it.
vi.mock('../../../../../renderer/ui/FluentRoot.tsx', () => ({
  FluentRoot: ({ children }: { children: ReactNode }) => children,
}));
const api = apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api;
vi.stubGlobal('window', { api });
const { startLanguage, switchLanguage } = await import('../../../../../renderer/language.ts');
const { todaySource } = await import('../../../../../renderer/main-sources.ts');
const { default: Banners } = await import('../../../../../renderer/features/notices/Banners.tsx');

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  await startLanguage();
  await switchLanguage('zh-TW');
  // Without a document Fluent draws as on a server.
  vi.stubGlobal('document', undefined);
});

const drawn = (name: ScenarioName, notices: readonly Notice[] = SCENARIOS[name].notices) => {
  todaySource.replace(SCENARIOS[name].snapshot);
  return renderToStaticMarkup(<Banners notices={notices} problems={[]} />);
};

it('past the cap the banner is its title alone, as the card below says the rest', () => {
  const html = drawn('over');
  expect(html).toContain('本機量測已逾今日上限');
  expect(html).not.toMatch(/估計值|認定|說明/);
});

it('the banner wavers where the card does', () => {
  expect(drawn('overDoubtful')).toContain('今日用量可能已逾上限');
  expect(drawn('overDoubtful')).not.toContain('本機量測已逾');
});

it('a threshold below the cap says what its figure is', () => {
  expect(drawn('warn')).toMatch(/今日用量已達上限之 85%.*此為本機估計值，僅供提醒。/);
});

it('the acknowledgement is reminded of without alarm, and with the way to it', () => {
  const html = drawn('ok', [{ kind: 'acknowledgement-due', id: 'due', dueOn: '2026-12-05', daysLeft: 12 }]);
  expect(html).toMatch(/請於 115 年 12 月 5 日前完成，尚有 12 天.*href="#\/acknowledgement"/s);
  expect(drawn('warn')).not.toContain('#/acknowledgement');
});
