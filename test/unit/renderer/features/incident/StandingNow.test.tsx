import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../../../../electron/contract/format.ts';
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
const { StandingNow } = await import('../../../../../renderer/features/incident/StandingNow.tsx');

const NAMES = (Object.keys(SCENES) as SceneName[]).filter((name) => SCENES[name].view !== null);

beforeAll(async () => {
  vi.useFakeTimers({ now: at(14, 34), toFake: ['Date'] });
  await startLanguage();
  await loadLateWords();
  await settingsSource.load();
});
afterAll(() => void vi.useRealTimers());

async function drawn(name: SceneName, language: Language = 'zh-TW'): Promise<string> {
  await switchLanguage(language);
  const { view, items }: IncidentScene = SCENES[name];
  if (!view) throw new Error(`${name} has no incident`);
  return renderToStaticMarkup(<StandingNow view={view} report={items[0] ?? null} />);
}
/** What a person reads, without the markup between. */
const textOf = (html: string) => html.replace(/<[^>]+>/g, '');

describe('what stands on the screen of an incident', () => {
  it('after the cut: confirmed with its time, not delivered, whom to call and with which code', async () => {
    expect(textOf(await drawn('cutConfirmed'))).toContain(
      '已確認斷線（14:32:05）。通報尚未送達，請立即撥打 智發會 03-000-0000 分機 1234，告知代碼 K7M-4Q2；智發會同意前，請勿恢復連線。',
    );
  });

  it('while not off: says so, says how by hand, and draws it', async () => {
    const html = await drawn('stillUp');
    expect(textOf(html)).toContain('尚未斷線！請拔除網路線或開啟飛航模式；仍無法斷線時，請立即關機。');
    expect(html).toContain('data-tone="red"');
    expect(html.match(/<svg/g)).toHaveLength(3);
    expect(html).not.toContain('已確認斷線');
  });

  it('stored is told apart from seen', async () => {
    const stored = textOf(await drawn('cutReceived'));
    expect(stored).toContain('通報已存入智發會系統（14:33），尚無人員確認；情況緊急請來電。');
    expect(stored).not.toContain('通報尚未送達');
    expect(textOf(await drawn('cutSeen'))).toContain('王小明已看到通報（14:40）');
  });

  it('counts the time that has passed, and counts down nothing but a remote session’s cut', async () => {
    expect(textOf(await drawn('cutConfirmed'))).toContain('已過 3 分 0 秒，通報尚未送達：請立即來電。');
    const counting: SceneName[] = [];
    for (const name of NAMES) if (/秒後斷線/.test(textOf(await drawn(name)))) counting.push(name);
    expect(counting).toEqual(['countdown']);
  });

  it('a remote session can cut now, or not', async () => {
    const buttons = (await drawn('countdown')).match(/<button[^>]*>[^<]+/g)?.map((each) => each.replace(/<[^>]+>/, ''));
    expect(buttons).toEqual(['立即斷線', '不要斷線']);
  });

  it('a full disk is told, with the code to write down', async () => {
    expect(textOf(await drawn('restoreIncomplete'))).toContain('請抄下代碼 K7M-4Q2');
    expect(textOf(await drawn('restoreIncomplete'))).toContain('Wi-Fi');
  });

  it.each(NAMES)('shows the code, the number and all its words in both languages: %s', async (name) => {
    for (const language of ['zh-TW', 'en'] as const) {
      const html = await drawn(name, language);
      expect(html).toContain('data-testid="incident-code">K7M-4Q2<');
      expect(html).toContain('data-testid="hotline">03-000-0000 分機 1234<');
      expect(html).not.toMatch(/\{\{|incident(-page)?:|undefined/);
    }
  });

  it('only a network that the system says is off is called disconnected', async () => {
    const confirmed: SceneName[] = [];
    for (const name of NAMES) if (textOf(await drawn(name)).includes('已確認斷線')) confirmed.push(name);
    expect(confirmed.every((name) => SCENES[name].view?.phase === 'cut-confirmed')).toBe(true);
    expect(confirmed.length).toBeGreaterThan(2);
  });
});
