import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../../../../electron/contract/format.ts';
import type { UsageSnapshot } from '../../../../../electron/contract/usage.ts';
import { apiDouble } from '../../../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../../../fixtures/scenario-handlers.ts';
import { SCENARIOS, type ScenarioName } from '../../../../fixtures/scenarios.ts';
import { at, snapshotOf } from '../../../../fixtures/snapshots.ts';

vi.stubGlobal('window', { api: apiDouble(scenarioHandlers(SCENARIOS.ok, () => undefined)).api });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { startLanguage, switchLanguage } = await import('../../../../../renderer/language.ts');
const { settingsSource } = await import('../../../../../renderer/main-sources.ts');
const { StandingCard } = await import('../../../../../renderer/features/usage/StandingCard.tsx');

beforeAll(async () => {
  await startLanguage();
  await switchLanguage('zh-TW');
  await settingsSource.load();
});

async function drawn(snapshot: UsageSnapshot, language: Language = 'zh-TW'): Promise<string> {
  await switchLanguage(language);
  return renderToStaticMarkup(<StandingCard snapshot={snapshot} />);
}
const drawnScenario = (name: ScenarioName, language?: Language) => drawn(SCENARIOS[name].snapshot, language);

describe('the answer', () => {
  it('is the measured figure, its share, and whose record decides', async () => {
    const html = await drawnScenario('ok');
    expect(html).toContain('data-testid="used-today" data-bytes="620000000">620 MB<');
    expect(html).toContain('今日本機量測 620 MB，為每日上限 1 GB 之 62%；此為本機估計值，以智發會紀錄為準。');
  });

  it('over the cap leaves the judging to the commission and says whom to call', async () => {
    const html = await drawnScenario('over');
    expect(html).toContain('今日本機量測已逾 1 GB；是否違反規範由智發會認定。如因公務所需，請洽智發會說明。');
    expect(html).toContain('03-000-0000 分機 1234');
    expect(html).toContain('約於 13:52 達到上限。');
  });

  it('names each gap and that it is not zero', async () => {
    const html = await drawnScenario('gaps');
    expect(html).toContain('09:10 至 10:05 未量測，該時段用量不明，並非 0。');
    expect(html).toContain('00:00 至 08:02 未量測（電腦可能未開機）');
    expect(html).toContain('6 小時 10 分（開機 8 小時 0 分）');
  });

  it('is never zero where nothing is known, and says why and what to do', async () => {
    const html = await drawnScenario('unknown');
    expect(html).not.toContain('data-bytes');
    expect(html).not.toMatch(/>0 /);
    expect(html).not.toContain('role="meter"');
    expect(html).toContain('未量測');
    expect(html).toContain('請稍候一分鐘');
    expect(html).toContain('EACCES: permission denied, open /proc/net/dev');
  });

  it('keeps this PC’s figure beside the commission’s where that decides', async () => {
    const html = await drawnScenario('officialOver');
    expect(html).toContain('智發會紀錄今日用量為 1.12 GB');
    expect(html).toContain('data-testid="used-today" data-bytes="1060000000">1.06 GB<');
  });

  it('makes no forecast and shows no rest of this PC’s own where the commission’s figure is over', async () => {
    const { official } = SCENARIOS.officialOver.snapshot;
    const html = await drawn(snapshotOf(400_000_000, 0, { official }));
    expect(html).toContain('智發會紀錄已逾上限');
    expect(html).toContain('data-bytes="400000000">400 MB<');
    expect(html).not.toMatch(/步調|距上限尚餘/);
  });

  it('says whose figure is on the dial, and what is left by that one', async () => {
    const html = await drawnScenario('officialNear');
    expect(html).toContain('>智發會紀錄</span>');
    expect(html).toMatch(/距上限尚餘<\/dt><dd[^>]*>20 MB/);
    expect(html).toContain('data-bytes="400000000">400 MB<');
    expect(html).not.toContain('步調');
    expect(html).toContain('本機量測低於智發會紀錄');
    expect(html).not.toContain('可能高於');
  });

  it('says when a stale figure of the commission’s was from, and does not take comfort from it', async () => {
    const html = await drawnScenario('officialStale');
    expect(html).toContain('本機量測已逾上限</h2>');
    expect(html).toContain('智發會紀錄（570 MB）係 09:05 取得，其後未能更新');
    expect(await drawnScenario('officialUnder')).not.toContain('其後未能更新');
  });

  it('wavers nowhere, or everywhere, where only the doubtful part passes the cap', async () => {
    const html = await drawnScenario('overDoubtful');
    expect(html).toContain('可能已逾上限</h2>');
    expect(html).toContain('若計入存疑之量，約於 13:52 達到上限。');
    expect(html).not.toMatch(/>已逾上限<|>依本機量測，約於/);
  });

  it('says which reading of the clause is in force, and where no network list is set', async () => {
    expect(await drawnScenario('ok')).toContain('上傳與下載合計');
    const noList = await drawnScenario('noList');
    expect(noList).toContain('取較大者');
    expect(noList).toContain('全部流量均視為市政網路流量');
  });

  it('gives the clock time at which the cap is reached, or why it cannot', async () => {
    expect(await drawnScenario('warn')).toContain('照今日步調，約 15:40 達上限。');
    expect(await drawnScenario('firstDay')).toContain('暫無法推估');
  });

  it('marks what is estimated and what is doubtful', async () => {
    const html = await drawnScenario('overDoubtful');
    expect(html).toContain('依時間分攤之估計');
    expect(html).toContain('其中 400 MB 超出線路所能傳送之量');
  });

  it('gives the figures to those who listen', async () => {
    const html = await drawnScenario('over');
    expect(html).toContain('aria-valuenow="100"');
    expect(html).toContain('aria-valuetext="1.12 GB，上限 1 GB，112%"');
  });

  it('folds away gaps beyond the second', async () => {
    const reasons = ['restarted', 'adapter-gone', 'file-damaged'] as const;
    const gaps = reasons.map((reason, hour) => ({ fromMs: at(hour), toMs: at(hour, 30), maybeOff: false, reason }));
    const html = await drawn(snapshotOf(1, 1, { gaps }));
    expect(html).toContain('另有 1 段未量測');
  });

  it.each(Object.keys(SCENARIOS) as ScenarioName[])('has all its words in both languages: %s', async (name) => {
    for (const language of ['zh-TW', 'en'] as const) {
      const html = await drawnScenario(name, language);
      expect(html).not.toMatch(/\{\{|usage:|ui:/);
      expect(html).not.toContain('undefined');
      // Agency names are data; every other word of the English page is English.
      if (language === 'en') expect(html.replaceAll(/智發會|分機|上班日|至/g, '')).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
