import { describe, expect, it, vi } from 'vitest';
import type { OutboxItem } from '../../../electron/contract/delivery.ts';
import type { Language } from '../../../electron/contract/format.ts';
import { isoTime } from '../../../electron/contract/iso-time.ts';
import { contentOf, ITEM } from '../../fixtures/incident-scenes.ts';

vi.mock('electron', () => ({}));
const { reportPage } = await import('../../../electron/shell/report-page.ts');

const AT_MS = Date.parse('2026-11-23T14:33:00+08:00');
const step = (state: OutboxItem['state'], channel: 'http' | null, reason: 'refused-by-store' | null = null) =>
  ({ state, atMs: AT_MS, channel, reason, detail: '' }) as const;
const text = (over: Partial<OutboxItem> = {}, language: Language = 'zh-TW') =>
  reportPage([{ ...ITEM, ...over, content: contentOf(ITEM) }], language, '2026-11-23 15:00:00+08:00', (timeMs) =>
    isoTime(timeMs, 'Asia/Taipei').replace('T', ' '),
  );

describe('a report as the person keeps it', () => {
  it('holds the document, and none of the words that go with a mail', () => {
    const page = text();
    for (const words of ['異常通報紀錄', '  電腦名稱：PC-1024', '2026-11-23 15:00:00+08:00', ITEM.id])
      expect(page).toContain(words);
    for (const words of ['本信', '回信', '值勤信箱', '如附件']) expect(page).not.toContain(words);
  });

  it('tells when it was stored, and that nobody has looked as long as nobody said so', () => {
    const page = text({ history: [step('saved', null), step('sent', 'http'), step('received', 'http')] });
    expect(page).toContain('<li>2026-11-23 14:33:00+08:00 網路位址 已存入</li>');
    expect(page).toContain('尚無人員確認。');
  });

  it('names who saw and who handled it, when, and in what words', () => {
    const at = '2026-11-23T14:40:00+08:00';
    const handled = { at, by: '李', words: '<虛驚>', falseAlarm: true };
    const page = text({ outcome: { schema: 1, id: ITEM.id, received: { at }, seen: { at, by: '林值勤' }, handled } });
    for (const words of [
      '對方系統記載於 2026-11-23 14:40:00+08:00 收到。',
      '林值勤於 2026-11-23 14:40:00+08:00 看到。',
      '李於 2026-11-23 14:40:00+08:00 處理完畢。',
      '說明：&lt;虛驚>',
      '確認為虛驚一場。',
    ])
      expect(page).toContain(words);
    expect(page).not.toContain('尚無人員確認');
  });

  it('does not take a server that turned it away for a person who refused it', () => {
    const page = text({ history: [step('refused', 'http', 'refused-by-store')] });
    expect(page).toContain('網路位址 尚未送達');
    expect(page).not.toContain('未受理');
  });

  it('has all its words in English too', () => {
    const page = text({ history: [step('queued', 'http')] }, 'en');
    expect(page).toContain('Incident report');
    expect(page).toContain('Nobody has confirmed it yet.');
    expect(page).not.toMatch(/print\.|delivery:|[\u4e00-\u9fff]{5}/);
  });
});
