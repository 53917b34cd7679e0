import { beforeEach, expect, it, vi } from 'vitest';
import { SCENARIOS } from '../../fixtures/scenarios.ts';

interface Item {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly type?: string;
  readonly click?: () => void;
}
const setContextMenu = vi.fn<(items: Item[]) => void>();
const setToolTip = vi.fn<(text: string) => void>();
vi.mock('electron', () => ({
  Menu: { buildFromTemplate: (items: Item[]) => items },
  nativeImage: { createEmpty: () => ({ addRepresentation: () => {} }) },
  Tray: class {
    on = () => {};
    setImage = () => {};
    setContextMenu = setContextMenu;
    setToolTip = setToolTip;
  },
}));
const { UsageTray } = await import('../../../electron/shell/tray.ts');
const { wordsIn } = await import('../../../electron/shell/words.ts');

const zh = wordsIn('zh-TW');
const { snapshot } = SCENARIOS.ok;
const actions = { open: vi.fn(), press: vi.fn(), askRestore: vi.fn(), quit: vi.fn() };
const AT_REST = { action: '立即斷線並通報', standing: [], mayRestore: false };
const CUT = {
  ...AT_REST,
  standing: ['已確認斷線（14:32:05）。', '您於 115 年 11 月 23 日 14:32 以本程式斷線。'],
  mayRestore: true,
};
const menu = () => setContextMenu.mock.calls.at(-1)?.[0] ?? [];
const labels = () => menu().map(({ label }) => label);

beforeEach(() => {
  for (const mock of [setContextMenu, setToolTip, ...Object.values(actions)]) mock.mockClear();
});

it('offers the red action first, and acts with no page', () => {
  new UsageTray(actions).update(snapshot, AT_REST, 'zh-TW', zh);
  expect(labels()[0]).toBe('立即斷線並通報');
  expect(labels()).not.toContain(zh('incident:action.restore'));
  menu()[0]?.click?.();
  expect(actions.press).toHaveBeenCalledOnce();
  expect(actions.open).not.toHaveBeenCalled();
});

it('says first that the network was cut, and offers to restore it, while that stands', () => {
  const tray = new UsageTray(actions);
  tray.update(snapshot, AT_REST, 'zh-TW', zh);
  tray.update(snapshot, CUT, 'zh-TW', zh);
  expect(setToolTip.mock.lastCall?.[0]).toMatch(
    /^已確認斷線（14:32:05）。\n您於 115 年 11 月 23 日 14:32 以本程式斷線。\n/,
  );
  expect(labels()).toEqual(expect.arrayContaining([...CUT.standing]));
  menu()
    .find(({ label }) => label === zh('incident:action.restore'))
    ?.click?.();
  expect(actions.askRestore).toHaveBeenCalledOnce();
  tray.update(snapshot, AT_REST, 'zh-TW', zh);
  expect(labels()).not.toContain(zh('incident:action.restore'));
});

it('touches the system only where something visible changed', () => {
  const tray = new UsageTray(actions);
  tray.update(snapshot, CUT, 'zh-TW', zh);
  tray.update(snapshot, CUT, 'zh-TW', zh);
  expect(setContextMenu).toHaveBeenCalledOnce();
});

it('says what is owed to the rules in a line that opens the window, and marks the icon', () => {
  const tray = new UsageTray(actions);
  tray.update(snapshot, AT_REST, 'zh-TW', zh);
  const owed = zh('shell:tray.acknowledgement.dueSoon', { day: '115 年 6 月 30 日' });
  tray.update(snapshot, AT_REST, 'zh-TW', zh, owed);
  expect(owed).toBe('規範閱讀確認：115 年 6 月 30 日到期');
  expect(setToolTip.mock.lastCall?.[0]).toContain(owed);
  menu()
    .find(({ label }) => label === owed)
    ?.click?.();
  expect(actions.open).toHaveBeenCalledOnce();
  tray.update(snapshot, AT_REST, 'zh-TW', zh, '甲'.repeat(127));
  expect(setToolTip.mock.lastCall?.[0].length).toBeLessThanOrEqual(127);
});
