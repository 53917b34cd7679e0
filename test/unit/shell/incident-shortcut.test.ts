import { beforeEach, expect, it, vi } from 'vitest';

const globalShortcut = { register: vi.fn(), unregister: vi.fn() };
vi.mock('electron', () => ({ globalShortcut }));
const { IncidentShortcut } = await import('../../../electron/shell/incident-shortcut.ts');

const KEYS = 'Control+Alt+Shift+F12';
beforeEach(() => {
  globalShortcut.register.mockReset().mockReturnValue(true);
  globalShortcut.unregister.mockReset();
});

it('presses the button by the managed keys, and says that they are on', () => {
  const press = vi.fn();
  const shortcut = new IncidentShortcut(press);
  expect(shortcut.state).toEqual({ kind: 'none' });
  shortcut.use(KEYS);
  expect(shortcut.state).toEqual({ kind: 'on', accelerator: KEYS });
  globalShortcut.register.mock.calls[0]?.[1]();
  expect(press).toHaveBeenCalledOnce();
});

it("leaves another program's keys to it, says so, and tries again with the next settings", () => {
  globalShortcut.register.mockReturnValueOnce(false);
  const shortcut = new IncidentShortcut(vi.fn());
  shortcut.use(KEYS);
  expect(shortcut.state).toEqual({ kind: 'taken', accelerator: KEYS });
  shortcut.use(KEYS);
  expect(shortcut.state).toEqual({ kind: 'on', accelerator: KEYS });
});

it('takes keys that Electron cannot read for taken, and no error to the app', () => {
  globalShortcut.register.mockImplementationOnce(() => {
    throw new TypeError('conversion failure');
  });
  const shortcut = new IncidentShortcut(vi.fn());
  shortcut.use(KEYS);
  expect(shortcut.state.kind).toBe('taken');
});

it('gives the old keys back when the agency names others or none, and holds the same ones once', () => {
  const shortcut = new IncidentShortcut(vi.fn());
  shortcut.use(KEYS);
  shortcut.use(KEYS);
  expect(globalShortcut.register).toHaveBeenCalledOnce();
  shortcut.use('Control+F9');
  expect(globalShortcut.unregister).toHaveBeenCalledWith(KEYS);
  shortcut.use('');
  expect(globalShortcut.unregister).toHaveBeenLastCalledWith('Control+F9');
  expect(shortcut.state).toEqual({ kind: 'none' });
});
