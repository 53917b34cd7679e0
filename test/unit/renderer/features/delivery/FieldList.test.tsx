import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { FieldList } = await import('../../../../../renderer/features/delivery/FieldList.tsx');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
});
const drawn = (value: Record<string, unknown>) => renderToStaticMarkup(<FieldList value={value} />);

describe('a document in words', () => {
  it('shows connections as a table, a line each, with nothing left out', () => {
    const html = drawn({
      connections: {
        live: {
          kind: 'known',
          value: [
            {
              protocol: 'tcp',
              local: '198.51.100.1:50000',
              remote: '203.0.113.9:443',
              state: 'established',
              program: { kind: 'known', value: { name: 'node', processId: 4242 } },
            },
            {
              protocol: 'udp',
              local: '[::]:68',
              remote: '[::1]:67',
              state: 'closing',
              program: { kind: 'unknown', why: 'other-account' },
              extra: 7,
            },
          ],
        },
        listening: { kind: 'unknown', why: 'EACCES' },
      },
    });
    expect(html.match(/<tr>/g)).toHaveLength(3);
    const cells = [
      '203.0.113.9:443',
      '198.51.100.1:50000',
      'node / 4242',
      '已建立',
      '結束中',
      'extra',
      '>7<',
      '[::]:68',
    ];
    for (const words of [...cells, '不明：屬於其他帳號，系統不告知', '不明：EACCES', '對方位址'])
      expect(html).toContain(words);
  });

  it('keeps a list of plain values a list, an empty one "none", and any other object its names', () => {
    const html = drawn({
      gateways: { kind: 'known', value: ['198.51.100.2'] },
      dnsServers: [],
      odd: { kind: 'known' },
    });
    expect(html).toContain('<li>198.51.100.2</li>');
    expect(html).toContain('無');
    expect(html).toContain('odd');
    expect(html).toContain('>known<');
  });
});
