import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  KeyState,
  type Progress,
  type ReceiptCheck,
  ReceiptFinding,
} from '../../../../../electron/contract/acknowledgement.ts';
import { DeliveryState } from '../../../../../electron/contract/delivery.ts';
import type { Language } from '../../../../../electron/contract/format.ts';
import { type Feature, ImportReason, RulesProblem } from '../../../../../electron/contract/rules.ts';
import type { Words } from '../../../../../electron/contract/words.ts';
import { canonicalText } from '../../../../../electron/delivery/document.ts';
import { verifyFiles } from '../../../../../electron/features/rules/acknowledgement/verify-files.ts';
import {
  ACKNOWLEDGEMENT_SCENES,
  type AcknowledgementScene,
  type AcknowledgementSceneName,
  PACK,
} from '../../../../fixtures/acknowledgement-scenes.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';
import { signedChain } from '../../../features/rules/acknowledgement/signed-chain.ts';

// Before a document is stubbed: Fluent looks for one as it loads, and without one it draws to text.
await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, switchLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { acknowledgementSource, noticesSource, settingsSource } = await import(
  '../../../../../renderer/main-sources.ts'
);
const { StartView } = await import('../../../../../renderer/features/acknowledgement/StartView.tsx');
const { Flow } = await import('../../../../../renderer/features/acknowledgement/Flow.tsx');
const { QuestionsStep } = await import('../../../../../renderer/features/acknowledgement/QuestionsStep.tsx');
const { SignForm } = await import('../../../../../renderer/features/acknowledgement/SignStep.tsx');
const { KeyNotice } = await import('../../../../../renderer/features/acknowledgement/KeyNotice.tsx');
const { CheckedReceipt } = await import('../../../../../renderer/features/acknowledgement/CheckedReceipt.tsx');
const { ChangedWords } = await import('../../../../../renderer/features/acknowledgement/ChangedWords.tsx');
const { default: DutyLine } = await import('../../../../../renderer/features/acknowledgement/DutyLine.tsx');
const { ClauseView } = await import('../../../../../renderer/features/rules/ClauseView.tsx');
const { SourceSection } = await import('../../../../../renderer/features/rules/SourceSection.tsx');
const { SearchResults } = await import('../../../../../renderer/features/rules/SearchResults.tsx');
const { searchOf } = await import('../../../../../renderer/features/rules/search.ts');

const LANGUAGES = ['zh-TW', 'en'] as const;
const NAMES = Object.keys(ACKNOWLEDGEMENT_SCENES) as AcknowledgementSceneName[];
const nothing = () => undefined;
const textOf = (html: string) => html.replace(/<[^>]+>/g, '');

beforeAll(async () => {
  await startLanguage();
  await loadLateWords();
  await settingsSource.load();
});

async function sceneIn(name: AcknowledgementSceneName, language: Language = 'zh-TW'): Promise<AcknowledgementScene> {
  await switchLanguage(language);
  acknowledgementSource.replace(ACKNOWLEDGEMENT_SCENES[name].view);
  return ACKNOWLEDGEMENT_SCENES[name];
}
const start = ({ view }: AcknowledgementScene) =>
  renderToStaticMarkup(<StartView view={view} isBack={false} isOvertaken={false} onBegun={nothing} />);
const flow = ({ view }: AcknowledgementScene, progress: Progress) =>
  renderToStaticMarkup(<Flow view={{ ...view, progress }} pack={PACK} onLeave={nothing} onSigned={nothing} />);

describe('before the reading', () => {
  it.each(NAMES)(
    'every scene has all its words in both languages, and never says digital signature: %s',
    async (name) => {
      for (const language of LANGUAGES) {
        const scene = await sceneIn(name, language);
        const drawn = [start(scene), scene.view.progress ? flow(scene, scene.view.progress) : ''].join('');
        expect(drawn).not.toMatch(/\{\{|(rules|acknowledgement)-page:|undefined|數位簽章|[Dd]igital signature/);
      }
    },
  );

  it('says what is owed, by when, and that voluntary is voluntary', async () => {
    expect(textOf(start(await sceneIn('firstTime')))).toContain('請於 115 年 12 月 5 日 前完成，還有 12 天。');
    expect(textOf(start(await sceneIn('voluntary')))).toContain('本程式不提醒，也不記為逾期');
    expect(textOf(start(await sceneIn('overdue')))).toContain('已過 3 天');
    expect(start(await sceneIn('overdue'))).not.toContain('data-tone="red"');
  });

  it('promises only the reading that it will be', async () => {
    expect(textOf(start(await sceneIn('firstTime')))).toContain('約需 15 分鐘');
    expect(textOf(start(await sceneIn('newEdition')))).toContain('再閱讀有變更之節');
    expect(textOf(start(await sceneIn('newEdition')))).not.toContain('15 分鐘');
    const { view, ...rest } = await sceneIn('newEdition');
    const owed = { ...rest, view: { ...view, duty: { ...view.duty, scope: 'whole' as const } } };
    expect(textOf(start(owed))).toContain('故接著逐節閱讀全文');
  });

  it('half-way it says how far one has come', async () => {
    expect(textOf(start(await sceneIn('halfWay')))).toContain('已讀 3 節（共 9 節），已答 0 題（共 20 題）');
  });

  it('a banner that says it already is enough', async () => {
    await sceneIn('firstTime');
    noticesSource.replace([{ kind: 'acknowledgement-due', id: 'due', dueOn: '2026-12-05', daysLeft: 12 }]);
    expect(renderToStaticMarkup(<DutyLine />)).toBe('');
    noticesSource.replace([]);
    expect(renderToStaticMarkup(<DutyLine />)).not.toBe('');
  });

  it('the usage page has one line where something is owed, and none otherwise', async () => {
    const owed: AcknowledgementSceneName[] = [];
    for (const name of NAMES) {
      await sceneIn(name);
      if (renderToStaticMarkup(<DutyLine />) !== '') owed.push(name);
    }
    expect(owed).not.toContain('voluntary');
    expect(owed).not.toContain('signed');
    expect(owed).toEqual(expect.arrayContaining(['firstTime', 'newEdition', 'overdue']));
  });
});

describe('the flow', () => {
  it('says why a section that was read is to be read again', async () => {
    const scene = await sceneIn('reworded');
    const html = flow(scene, scene.view.progress ?? scene.fresh);
    expect(textOf(html)).toContain('這一節在您讀過之後有修正，請再看一次。');
    expect(textOf(html)).toContain('第 4 節，共 9 節');
    const halfWay = await sceneIn('halfWay');
    expect(textOf(flow(halfWay, halfWay.view.progress ?? halfWay.fresh))).not.toContain('有修正');
  });

  it('shows one section, its place among all, and a button that only a person presses', async () => {
    const scene = await sceneIn('halfWay');
    const html = flow(scene, scene.view.progress ?? scene.fresh);
    expect(textOf(html)).toContain('第 4 節，共 9 節：第 4 點');
    expect(textOf(html)).toContain('這一節我讀完了');
    expect(html.match(/<blockquote/g)?.length).toBe(16);
    expect(textOf(html)).toContain('占用市政網路頻寬或使用網路上傳或下載流量每日不得超過一GB。');
    expect(textOf(html)).not.toContain('特訂定本規範');
  });

  it('a wrong answer opens the clause with its why, and blames nobody', async () => {
    await sceneIn('oneAgain');
    const [question] = PACK.guide.questions;
    if (!question) throw new Error('there is no question');
    const choice = question.answers.findIndex(({ right }) => !right);
    const { progress } = ACKNOWLEDGEMENT_SCENES.oneAgain.view;
    if (!progress) throw new Error('the scene has no progress');
    const html = renderToStaticMarkup(
      <QuestionsStep
        progress={progress}
        pack={PACK}
        answered={{ question: question.id, choice }}
        onAnswered={nothing}
      />,
    );
    expect(textOf(html)).toContain(question.answers[choice]?.why['zh-TW']);
    expect(html).toContain('官方條文');
    expect(textOf(html)).toContain('稍後會再問一次，不計次數，也沒有分數。');
    expect(textOf(html)).not.toMatch(/錯誤|答錯|失敗|不及格/);
  });

  it('without a key that may sign there is a reason and a way, and no button to sign', async () => {
    for (const state of KeyState.options) {
      const html = renderToStaticMarkup(<KeyNotice state={state} />);
      if (state === 'ready') expect(html).toBe('');
      else if (state === 'unprotected') expect(textOf(html)).toContain('確認紀錄上會註明');
      else {
        expect(textOf(html)).toContain('您的進度與答案都已保留');
        expect(textOf(html)).toContain('再檢查一次');
        expect(textOf(html).includes('可能重設過密碼或換過電腦')).toBe(state === 'lost');
        expect(html.includes('建立新的金鑰')).toBe(['lost', 'withdrawn', 'out-of-reach'].includes(state));
      }
    }
  });

  it('an agency without a name is pointed out beside the notice that should name it', async () => {
    const { view } = await sceneIn('ready');
    const consent = { statement: 'S', privacyNotice: 'P', basis: null };
    const drawn = () =>
      textOf(renderToStaticMarkup(<SignForm view={view} consent={consent} onOutdated={nothing} onSigned={nothing} />));
    const settings = settingsSource.current();
    if (settings.kind !== 'value') throw new Error('there are no settings');
    const { value } = settings;
    const withName = (agencyName: string, privacyNotice: Words | null = null) => {
      const acknowledgement = { ...value.values.acknowledgement, privacyNotice };
      settingsSource.replace({ ...value, values: { ...value.values, agencyName, acknowledgement } });
    };
    withName('');
    expect(drawn()).toContain('機關尚未設定其名稱');
    withName('桃園市政府');
    expect(drawn()).not.toContain('機關尚未設定其名稱');
    withName('', { 'zh-TW': '某機關依法告知', en: 'notice' });
    expect(drawn()).not.toContain('機關尚未設定其名稱');
    settingsSource.replace(value);
  });

  it('a name from the PC’s account asks to be checked, one that was signed before does not', async () => {
    const { view } = await sceneIn('ready');
    const consent = { statement: 'S', privacyNotice: 'P', basis: null };
    const drawn = (last: typeof view.last) =>
      renderToStaticMarkup(
        <SignForm view={{ ...view, last }} consent={consent} onOutdated={nothing} onSigned={nothing} />,
      );
    expect(drawn(null)).toContain('由電腦帳號帶入，請確認。');
    expect(drawn(ACKNOWLEDGEMENT_SCENES.signed.view.last)).not.toContain('由電腦帳號帶入');
  });

  it('what was added and removed is told apart without colour', async () => {
    await sceneIn('newEdition');
    const changed = ACKNOWLEDGEMENT_SCENES.newEdition.changes?.changes[0];
    if (!changed) throw new Error('the scene has no change');
    const html = renderToStaticMarkup(<ChangedWords change={changed} />);
    expect(html).toMatch(/<del><span[^>]*>刪去：<\/span>五百MB<\/del><ins><span[^>]*>新增：<\/span>一GB<\/ins>/);
  });
});

describe('checking receipts', () => {
  it('each finding has words in both languages', async () => {
    for (const language of LANGUAGES) {
      await switchLanguage(language);
      for (const kind of ReceiptFinding.shape.kind.options) {
        const nothing = { claim: null, enrolment: null, sha256: null, key: 'not-compared' } as const;
        const html = renderToStaticMarkup(
          <CheckedReceipt check={{ name: 'x', valid: false, ...nothing, findings: [{ kind, at: '', detail: '' }] }} />,
        );
        expect(html).not.toContain('finding.');
        expect(html).toContain('data-valid="false"');
      }
    }
  });

  it('what is wrong with its chain takes nothing from what was signed', async () => {
    await switchLanguage('zh-TW');
    const check = { name: 'x', valid: true, claim: null, enrolment: null, sha256: null, key: 'not-compared' } as const;
    const verdict = (findings: ReceiptCheck['findings']) =>
      textOf(renderToStaticMarkup(<CheckedReceipt check={{ ...check, findings }} />));
    expect(verdict([])).toContain('與簽署時相同');
    const broken = verdict([{ kind: 'chain-broken', at: '3', detail: '' }]);
    expect(broken).toContain('內容與簽署時相同，但與其他確認紀錄或金鑰登錄不符');
    expect(broken).not.toContain('不能採信');
  });

  it('a key’s enrolment is told as such', async () => {
    await switchLanguage('en');
    const own = { publicKey: '', keyProtection: 'unprotected', madeAt: '2026-03-02T09:00:00+08:00' } as const;
    const enrolment = {
      schema: 1,
      ...own,
      accountName: 'wang',
      machineName: 'PC-7',
      replaces: null,
      signature: '',
    } as const;
    const check = { name: 'k', valid: true, claim: null, enrolment, sha256: null, key: 'other', findings: [] } as const;
    const text = textOf(renderToStaticMarkup(<CheckedReceipt check={{ ...check, findings: [] }} />));
    expect(text).toContain('A key&#x27;s enrolment');
    expect(text).toContain('PC-7 / wang');
  });

  it('no sign in a receipt turns, hides or parts what stands beside it', async () => {
    const [receipt] = signedChain({
      length: 1,
      claim: { person: { name: '王\u202e小明', employeeNumber: '54321A\u200b' }, machineName: 'PC\u2066' },
    });
    if (!receipt) throw new Error('no receipt');
    const [check] = verifyFiles([{ name: 'a\u202enosj.exe', content: canonicalText(receipt) }]);
    const html = check ? renderToStaticMarkup(<CheckedReceipt check={check} />) : '';
    expect(html).toContain('王[U+202E]小明 (54321A[U+200B])');
    expect(html).toContain('data-valid="true"');
    expect(html).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('each state of delivery has words', async () => {
    const { default: words } = await import('../../../../../locales/zh-TW/acknowledgement-page.json');
    expect(Object.keys(words.arrival)).toEqual(expect.arrayContaining(DeliveryState.options));
  });
});

describe('the rules as they are read', () => {
  it('the official words stand verbatim in their own frame, ours say that they are ours', async () => {
    await switchLanguage('zh-TW');
    for (const clause of PACK.text.articles.flatMap((article) => [article, ...article.clauses])) {
      const guide = PACK.guide.clauses[clause.id];
      const html = renderToStaticMarkup(<ClauseView clause={clause} guide={guide} firstLevel="point" heading="h3" />);
      const [, official = ''] = /<blockquote[^>]*>(.*?)<\/blockquote>/s.exec(html) ?? [];
      expect(textOf(official)).toBe(clause.label + clause.text);
      expect(html).toContain('白話說明（本程式撰寫，非官方條文）');
    }
  });

  it('a button leads only to a page that is there', () => {
    const [clause] = PACK.text.articles;
    const guide = PACK.guide.clauses['4.14'];
    if (!clause || !guide) throw new Error('the pack has no such clause');
    const drawn = (feature: Feature | null) =>
      renderToStaticMarkup(
        <ClauseView clause={clause} guide={{ ...guide, feature }} firstLevel="point" heading="h2" />,
      );
    expect(drawn('usage')).toContain('href="#/usage"');
    expect(drawn('incident')).toContain('href="#/incident"');
    expect(drawn('inspect-message')).toContain('href="#/mail/message"');
    for (const feature of ['self-check', 'applications', null] as const) expect(drawn(feature)).not.toContain('href=');
  });

  it('every problem of the source is said with what to do, in both languages', async () => {
    const { rules } = ACKNOWLEDGEMENT_SCENES.newEdition;
    for (const language of LANGUAGES) {
      await switchLanguage(language);
      for (const reason of RulesProblem.shape.reason.options) {
        const view = { ...rules, problem: { reason, detail: 'why', lines: [], atMs: 0 } };
        const html = renderToStaticMarkup(<SourceSection view={view} amendments={PACK.text.amendments} />);
        expect(html).not.toMatch(/problem\.|\{\{/);
        expect(html).toContain('2024-02-07');
        expect(html).toContain('中華民國113年2月7日府智安字第1130035811號函修正');
      }
    }
  });

  it('each line of a text that could not be placed is named with what to do, in both languages', async () => {
    const { rules } = ACKNOWLEDGEMENT_SCENES.newEdition;
    for (const language of LANGUAGES) {
      await switchLanguage(language);
      const lines = ImportReason.options.map((reason, line) => ({ line, words: `words ${line}`, reason }));
      const problem = { reason: 'not-understood' as const, detail: '', lines, atMs: 0 };
      const html = renderToStaticMarkup(<SourceSection view={{ ...rules, problem }} amendments={[]} />);
      expect(html.match(/<li>/g)).toHaveLength(lines.length);
      expect(html).not.toMatch(/rules-import|\{\{|words 0/);
      for (const { line, words } of lines.slice(1))
        expect(textOf(html)).toContain(language === 'en' ? `Line ${line}, “${words}”` : `第 ${line} 行「${words}」`);
    }
  });

  it('a damaged copy is promised back only where there is an address to fetch it from', async () => {
    await switchLanguage('zh-TW');
    const problem = { reason: 'damaged' as const, detail: '', lines: [], atMs: 0 };
    const { rules } = ACKNOWLEDGEMENT_SCENES.newEdition;
    const drawn = (address: string | null) =>
      textOf(renderToStaticMarkup(<SourceSection view={{ ...rules, address, problem }} amendments={[]} />));
    expect(drawn('https://rules.example.gov.tw/r.json')).toContain('會自動重新取得');
    expect(drawn(null)).toContain('無法自動重新取得');
  });

  it('answers cite their clauses as links, and nothing found says whom to ask', async () => {
    await switchLanguage('zh-TW');
    const drawn = (typed: string) =>
      renderToStaticMarkup(<SearchResults hits={searchOf(PACK)(typed)} pack={PACK} onGo={nothing} />);
    expect(drawn('bittorrent')).toMatch(/data-answer="no"[^>]*>不可以<.*href="#\/rules\/7\.4"/s);
    expect(textOf(drawn('火星'))).toContain('仍找不到時，請洽智發會：03-000-0000 分機 1234。');
  });
});
