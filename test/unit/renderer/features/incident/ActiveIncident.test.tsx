import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../../../../electron/contract/format.ts';
import type { IncidentView } from '../../../../../electron/contract/incident.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { type IncidentScene, SCENES, type SceneName } from '../../../../fixtures/incident-scenes.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../../../fixtures/scenarios.ts';
import { at } from '../../../../fixtures/snapshots.ts';

// Before a document is stubbed: Fluent looks for one as it loads, and without one it draws to text.
await import('@fluentui/react-components');
vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, switchLanguage, loadLateWords } = await import('../../../../../renderer/language.ts');
const { settingsSource } = await import('../../../../../renderer/main-sources.ts');
const { ActiveIncident } = await import('../../../../../renderer/features/incident/ActiveIncident.tsx');

beforeAll(async () => {
  vi.useFakeTimers({ now: at(14, 50), toFake: ['Date'] });
  await startLanguage();
  await loadLateWords();
  await settingsSource.load();
});
afterAll(() => void vi.useRealTimers());

async function read(
  name: SceneName,
  change: Partial<IncidentView> = {},
  language: Language = 'zh-TW',
): Promise<string> {
  await switchLanguage(language);
  const { view }: IncidentScene = SCENES[name];
  if (!view) throw new Error(`${name} has no incident`);
  return renderToStaticMarkup(<ActiveIncident view={{ ...view, ...change }} />).replace(/<[^>]+>/g, '');
}

it('a code is never broken at its hyphen', async () => {
  const { Unbroken } = await import('../../../../../renderer/features/incident/Unbroken.tsx');
  const html = renderToStaticMarkup(<Unbroken words="撥打 03-000-0000，告知代碼 K7M-4Q2。" />);
  expect(html.match(/<span[^>]*>[^<]*/g)?.map((span) => span.replace(/<[^>]+>/, ''))).toEqual([
    '03-000-0000',
    'K7M-4Q2',
  ]);
  expect(html.replace(/<[^>]+>/g, '')).toBe('撥打 03-000-0000，告知代碼 K7M-4Q2。');
});

it('the card for the desk holds each number with its hours, at whatever hour it is printed', async () => {
  await switchLanguage('zh-TW');
  const { DeskCard } = await import('../../../../../renderer/features/incident/DeskCard.tsx');
  const hours = { days: [1, 5], opensAt: '08:00', closesAt: '17:00' };
  const hotlines = [
    { name: '值勤', phone: '03-100', hours, afterHoursPhone: '0900-1' },
    { name: '資訊室', phone: '分機 9', hours: null, afterHoursPhone: '' },
  ];
  const telling = { hotlines, commission: { name: '智發會', phone: '', hours: '' }, timeZone: 'Asia/Taipei' };
  const language = 'zh-TW' as const;
  for (const nowMs of [at(14), at(23)]) {
    const text = renderToStaticMarkup(<DeskCard telling={{ ...telling, nowMs, language }} />).replace(/<[^>]+>/g, '');
    expect(text).toMatch(/通報電話：值勤 03-100（.+08:00 至 17:00） 其餘時間 0900-1/);
    expect(text).toContain('通報電話：資訊室 分機 9（全天服務）');
  }
});

it('the hours stand beside the number that they belong to, and at no other hour beside the other', async () => {
  await switchLanguage('zh-TW');
  const { CallBlock } = await import('../../../../../renderer/features/incident/CallBlock.tsx');
  const hours = { days: [1, 2, 3, 4, 5], opensAt: '08:00', closesAt: '17:30' };
  const hotlines = [
    { name: '資安專線', phone: '03-332-2101', hours, afterHoursPhone: '0912-000-000' },
    { name: '資訊室', phone: '03-200', hours, afterHoursPhone: '' },
  ];
  const commission = { name: '智發會', phone: '', hours: '' };
  const linesAt = (nowMs: number) =>
    renderToStaticMarkup(
      <CallBlock telling={{ hotlines, commission, timeZone: 'Asia/Taipei', nowMs, language: 'zh-TW' }} />,
    )
      .split(/<\/p>/)
      .map((line) => line.replace(/<[^>]+>/g, ''))
      .filter(Boolean);
  const also = '也可撥打：資訊室 03-200（週一至週五 08:00 至 17:30）';
  expect(linesAt(at(3) + 86_400_000)).toEqual([
    '請撥打 資安專線',
    '0912-000-000',
    '無人接聽時：03-332-2101（週一至週五 08:00 至 17:30）',
    also,
  ]);
  expect(linesAt(at(14))).toEqual([
    '請撥打 資安專線',
    '03-332-2101',
    '服務時間：週一至週五 08:00 至 17:30',
    '無人接聽時：0912-000-000',
    also,
  ]);
});

describe('while the network is not known to be off', () => {
  it('each way that was tried stands there with what came of it, and the system’s own words', async () => {
    const text = await read('stillUp');
    expect(text).toContain('系統之網路管理服務：不允許這個帳號斷線');
    expect(text).toContain('org.freedesktop.DBus.Error.AccessDenied');
    expect(text).toContain('逐一關閉網路介面（乙太網路 / Wi-Fi）：未於時限內回覆');
    expect(text).toContain('系統之網路管理服務不管理下列網路，須動手拔除或關閉：USB 網路卡');
  });

  it('an adapter that the service leaves alone is not named once it is down', async () => {
    const text = await read('stillUp', { adapters: [{ name: 'USB 網路卡', state: 'down' }] });
    expect(text).not.toContain('須動手拔除或關閉');
  });

  it('no answer yet is told apart from no answer at all', async () => {
    expect(await read('stillUp', { cutTried: null })).toContain('系統尚未回覆斷線要求。');
    expect(await read('stillUp', { cutTried: { ways: [], unmanaged: null } })).toContain('系統未回覆斷線要求，因此');
  });

  it('a confirmed cut says nothing of it, unless the links can no longer be read', async () => {
    expect(await read('cutConfirmed')).not.toContain('試過的斷線方式');
    expect(await read('cutConfirmed', { lastLook: 'unknown' })).toContain('試過的斷線方式');
  });
});

describe('other accounts on this PC', () => {
  it('are told of after a cut; not known is told apart from none', async () => {
    expect(await read('cutWithOthers')).toContain('這台電腦另有 2 位使用者登入中，網路也一併斷線，請告知他們。');
    expect(await read('cutOthersUnknown')).toContain('無法得知這台電腦是否另有使用者登入');
    expect(await read('cutConfirmed')).not.toMatch(/使用者登入/);
  });
});

describe('what was released', () => {
  it('stands there with its time and parts', async () => {
    const text = await read('evidenceReleased');
    expect(text).toMatch(/14:40 已同意送出：連線與連接埠清單、您寫的話。/);
    expect(await read('cutConfirmed')).not.toContain('已同意送出');
  });
});

describe('a drill', () => {
  it.each(['zh-TW', 'en'] as const)('asks for no call, no cable and no confirmation by phone: %s', async (language) => {
    const text = await read('drillDone', {}, language);
    expect(text).toMatch(language === 'en' ? /No need to call for a drill/ : /演練不需撥打/);
    expect(text).not.toMatch(
      /請立即|請來電|以電話確認|拔除網路線|會併入本次通報|call now|by phone\.|joins this report/,
    );
    expect(text).toMatch(language === 'en' ? /does not join a drill/ : /不會併入演練/);
  });

  it('is told apart: the same words stand in a real incident', async () => {
    expect(await read('cutConfirmed')).toMatch(/請立即|會併入本次通報/);
  });
});

it('answers that were given say that they wait for the network only where it is cut', async () => {
  expect(await read('cutConfirmed', { detailsGiven: true })).toContain('已併入通報，網路恢復後送出。');
  const notCut = await read('notCut', { detailsGiven: true });
  expect(notCut).toContain('已併入通報。');
  expect(notCut).not.toContain('網路恢復後送出');
});

it.each(['zh-TW', 'en'] as const)(
  'connections that were too many to send are said beside what went: %s',
  async (language) => {
    const [one] = SCENES.evidenceReleased.view?.released ?? [];
    if (!one) throw new Error('nothing is released in the scene');
    const text = await read('evidenceReleased', { released: [{ ...one, connectionsTooMany: 312 }] }, language);
    expect(text).toMatch({ 'zh-TW': /有 312 筆留在這台電腦，沒有送出/, en: /were not sent: 312;/ }[language]);
    expect(await read('evidenceReleased', {}, language)).not.toMatch(/沒有送出，|were not sent/);
  },
);
