import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import { type Connections, type ListeningPort, ProgramUnknown } from '../../../../../electron/contract/incident.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { ConnectionsTable } = await import('../../../../../renderer/features/incident/ConnectionsTable.tsx');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
});
const drawn = (connections: Connections) => renderToStaticMarkup(<ConnectionsTable connections={connections} />);
const NODE = { kind: 'known', value: { name: 'node', processId: 4242 } } as const;
const PORT: ListeningPort = { protocol: 'tcp', address: '0.0.0.0:8080', program: NODE };
const NONE = { kind: 'known' as const, value: [] };
const ports = (...value: ListeningPort[]) => ({ kind: 'known' as const, value });

it('shows every line, with program and process, and two that look the same twice', () => {
  const live = {
    protocol: 'tcp',
    local: '198.51.100.1:50000',
    remote: '203.0.113.9:443',
    state: 'opening',
    program: NODE,
  } as const;
  const html = drawn({ live: { kind: 'known', value: [live] }, listening: ports(PORT, PORT) });
  for (const words of ['203.0.113.9:443', '198.51.100.1:50000', '建立中']) expect(html).toContain(words);
  expect(html.match(/node \(4242\)/g)).toHaveLength(3);
  expect(html.match(/0\.0\.0\.0:8080/g)).toHaveLength(2);
  expect(html).not.toContain('未列入');
});

it('says why a program is not known, in words for each reason', () => {
  for (const why of ProgramUnknown.options) {
    const html = drawn({ live: NONE, listening: ports({ ...PORT, program: { kind: 'unknown', why } }) });
    expect(html).toMatch(/不明：\p{Script=Han}+</u);
    expect(html).not.toContain(why);
  }
});

it('tells none, not known, and more than fit apart', () => {
  const html = drawn({
    live: NONE,
    listening: { kind: 'unknown', why: 'EACCES' },
    leftOut: { live: 0, listening: 0 },
  });
  expect(html).toContain('沒有。');
  expect(html).toContain('無法取得：EACCES');
  const more = drawn({ live: NONE, listening: ports(PORT), leftOut: { live: 0, listening: 12 } });
  expect(more).toContain('另有 12 筆');
});
