import { expect, it, vi } from 'vitest';
import { SCENARIOS } from '../../fixtures/scenarios.ts';
import { at, snapshotOf } from '../../fixtures/snapshots.ts';

vi.mock('electron', () => ({ Menu: {}, nativeImage: {}, Tray: class {} }));
const { levelOf, trayLines } = await import('../../../electron/shell/tray.ts');
const { wordsIn } = await import('../../../electron/shell/words.ts');

/** The system cuts a longer tooltip. */
const TOOLTIP_MAX_CHARACTERS = 127;
const forecast = { kind: 'at', atMs: at(15, 40) } as const;

it.each(Object.entries(SCENARIOS))('the tooltip has its words and its room: %s', (_name, { snapshot }) => {
  for (const language of ['zh-TW', 'en'] as const) {
    const words = wordsIn(language);
    const lines = trayLines(snapshot, language, (key, values) => words(key, { commission: '智發會', ...values }));
    const text = lines.join('\n');
    expect(text).not.toMatch(/tray\.|\{\{/);
    expect(text.length).toBeLessThanOrEqual(TOOLTIP_MAX_CHARACTERS);
  }
});

it('the tooltip gives the clock time at which the cap will be reached', () => {
  expect(trayLines(snapshotOf(720_000_000, 0, { forecast }), 'zh-TW', wordsIn('zh-TW'))).toHaveLength(2);
});

it('the icon and the tooltip follow the commission’s figure where that is the fuller', () => {
  const snapshot = { ...SCENARIOS.officialNear.snapshot, forecast };
  expect(levelOf(snapshot)).toEqual({ kind: 'percent', percent: 95, warn: true });
  expect(trayLines(snapshot, 'zh-TW', wordsIn('zh-TW'))).toHaveLength(1);
});

it('the tooltip makes no forecast where the commission’s figure is over already', () => {
  const { official } = SCENARIOS.officialOver.snapshot;
  const snapshot = snapshotOf(720_000_000, 0, { forecast, official });
  expect(trayLines(snapshot, 'zh-TW', wordsIn('zh-TW'))).toHaveLength(1);
  expect(levelOf(snapshot)).toEqual({ kind: 'over-official' });
});
