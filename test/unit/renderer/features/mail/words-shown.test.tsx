import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import {
  FileFinding,
  NotLookedReason,
  PersonalDataKind,
  type PersonalDataLook,
  ScanResult,
} from '../../../../../electron/contract/mail.ts';
import { ProgramCheck } from '../../../../../electron/contract/mail-program.ts';
import { MessageReason } from '../../../../../electron/contract/message.ts';
import { UNREADABLE_WHYS } from '../../../../../electron/contract/unreadable-why.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { MAIL_SCENES, QUIET_FILE } from '../../../../fixtures/mail-scenes.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';

// Before a document is stubbed: Fluent looks for one as it loads, and without one it draws to text.
await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, switchLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { settingsSource } = await import('../../../../../renderer/main-sources.ts');
const { FileCard } = await import('../../../../../renderer/features/mail/sending/FileCard.tsx');
const { ScanLine } = await import('../../../../../renderer/features/mail/sending/ScanLine.tsx');
const { PersonalDataLines } = await import('../../../../../renderer/features/mail/sending/PersonalDataLines.tsx');
const { ResultCard } = await import('../../../../../renderer/features/mail/sending/ResultCard.tsx');
const { MessageView } = await import('../../../../../renderer/features/mail/message/MessageView.tsx');
const { ProgramCard } = await import('../../../../../renderer/features/mail/program/ProgramCard.tsx');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
  await settingsSource.load();
});

/** As drawn in each language; the last is Chinese, in which the tests then go on. */
async function inBoth(draw: () => string): Promise<string[]> {
  const drawn: string[] = [];
  for (const language of ['en', 'zh-TW'] as const) {
    await switchLanguage(language);
    drawn.push(draw());
  }
  return drawn;
}
const RAW = /\{\{|mail:|undefined/;

it('says of a clean scan exactly what was agreed, with the day of the signatures', () => {
  const html = renderToStaticMarkup(<ScanLine scan={QUIET_FILE.scan} />);
  expect(html).toContain('防毒軟體未發現病毒（病毒碼日期：115 年 11 月 20 日）；未發現不代表絕對安全。');
});

it('never takes what was not scanned for clean', async () => {
  const [, , notScanned] = ScanResult.options;
  for (const why of notScanned.shape.why.options) {
    const scan = { kind: 'not-scanned', why, scanner: null, detail: 'a line of its own' } as const;
    for (const html of await inBoth(() => renderToStaticMarkup(<ScanLine scan={scan} />))) {
      expect(html).not.toMatch(RAW);
      expect(html).not.toMatch(/未發現|found no virus/);
      expect(html).toContain('a line of its own');
    }
  }
});

it('never calls a file, a check or a message safe, in either language', async () => {
  const { view, message } = MAIL_SCENES.inOrder;
  const draw = () =>
    [
      renderToStaticMarkup(<FileCard file={QUIET_FILE} onRemove={() => undefined} />),
      renderToStaticMarkup(<ResultCard view={view} />),
      renderToStaticMarkup(<MessageView report={message} />),
      renderToStaticMarkup(<MessageView report={MAIL_SCENES.empty.message} />),
    ].join('');
  const [en = '', zh = ''] = await inBoth(draw);
  expect(en).toContain('no guarantee');
  expect(en).not.toMatch(/\b(safe|secure|harmless|clean)/i);
  expect(zh).toContain('不代表絕對安全');
  expect(zh.replaceAll('不代表絕對安全', '')).not.toMatch(/安全|無毒|無害/);
});

it('shows personal data masked, counted and with its place', () => {
  const [, file] = MAIL_SCENES.troubled.view.files;
  const html = renderToStaticMarkup(<PersonalDataLines look={file?.personalData ?? null} />);
  for (const words of ['身分證統一編號：212 筆', '儲存格 工作表1!B3：A12•••••89', '2, 5–7', '只有圖片'])
    expect(html).toContain(words);
});

it('has words in both languages for every finding, kind and reason', async () => {
  const files = FileFinding.shape.kind.options.map((kind) => ({
    ...QUIET_FILE,
    findings: [{ kind, at: 'inner.zip', detail: 'evidence' }],
  }));
  for (const why of UNREADABLE_WHYS)
    files.push({ ...QUIET_FILE, findings: [{ kind: 'unreadable', at: '', detail: why }] });
  const looks: PersonalDataLook[] = [
    ...NotLookedReason.options.map((why) => ({ kind: 'not-looked' as const, why, detail: '' })),
    ...PersonalDataKind.options.map((kind) => {
      const place = { inside: '', unit: 'line', at: '3', masked: '•' } as const;
      return { kind: 'looked' as const, hits: [{ kind, count: 1, places: [place] }], leftOut: [] };
    }),
  ];
  const draws = [
    ...files.map((file) => () => renderToStaticMarkup(<FileCard file={file} onRemove={() => undefined} />)),
    ...looks.map((look) => () => renderToStaticMarkup(<PersonalDataLines look={look} />)),
  ];
  for (const draw of draws) for (const html of await inBoth(draw)) expect(html).not.toMatch(RAW);
});

it('has words in both languages for every reason of a verdict, and shows its evidence', async () => {
  const { message } = MAIL_SCENES.troubled;
  for (const kind of MessageReason.shape.kind.options) {
    const report = { ...message, reasons: [{ kind, weight: 'some', evidence: 'X-Evidence', detail: '' } as const] };
    for (const html of await inBoth(() => renderToStaticMarkup(<MessageView report={report} />))) {
      expect(html).not.toMatch(RAW);
      expect(html).toContain('X-Evidence');
    }
  }
});

it('leads nowhere from a doubted message but to the rules', () => {
  const html = renderToStaticMarkup(<MessageView report={MAIL_SCENES.troubled.message} />);
  const targets = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, target]) => target);
  expect(targets).toEqual(['#/rules/7.6']);
  expect(html).toContain('hxxp://mail.city-example[.]top/login?u=demo');
});

it('draws three steps in both languages for each program and setting', async () => {
  for (const program of ProgramCheck.shape.program.options)
    for (const setting of ProgramCheck.shape.setting.options) {
      const check: ProgramCheck = {
        program,
        profile: '',
        setting,
        force: 'required',
        result: 'fail',
        evidence: [],
        why: null,
        writtenAtMs: null,
      };
      const group = { program, profile: '', checks: [check] };
      for (const html of await inBoth(() => renderToStaticMarkup(<ProgramCard group={group} />))) {
        expect(html).not.toMatch(RAW);
        expect(html.match(/<svg/g)).toHaveLength(3);
      }
    }
});
