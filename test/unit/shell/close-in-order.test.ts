import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const app = Object.assign(new EventEmitter(), { quit: vi.fn(), whenReady: async () => {} });
const powerMonitor = new EventEmitter();
const windows: EventEmitter[] = [];
class FakeBaseWindow extends EventEmitter {
  destroy = vi.fn();
  constructor() {
    super();
    windows.push(this);
  }
}
vi.mock('electron', () => ({ app, powerMonitor, BaseWindow: FakeBaseWindow }));
const { closeInOrder } = await import('../../../electron/shell/close-in-order.ts');

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function start(needsWindow: boolean) {
  const clock = { ms: 1_000_000 };
  const usage = { close: vi.fn(async () => {}), noteShutdown: vi.fn(async () => {}) };
  closeInOrder(usage, needsWindow, () => clock.ms);
  await turn();
  const quit = async () => {
    const event = { preventDefault: vi.fn() };
    app.emit('will-quit', event);
    await turn();
    return event.preventDefault.mock.calls.length > 0;
  };
  return { clock, usage, quit };
}

beforeEach(() => {
  app.removeAllListeners();
  app.quit.mockClear();
  powerMonitor.removeAllListeners();
  windows.length = 0;
});

describe('the end of the app', () => {
  it('waits for the last reading to be written, once', async () => {
    const { usage, quit } = await start(false);
    expect(await quit()).toBe(true);
    expect(usage.close.mock.calls).toEqual([['quit']]);
    expect(app.quit).toHaveBeenCalledTimes(1);
    expect(await quit()).toBe(false);
    expect(usage.close).toHaveBeenCalledTimes(1);
  });

  it('notes an announced shutdown and goes on running, as it may be called off', async () => {
    const { usage, clock, quit } = await start(false);
    powerMonitor.emit('shutdown');
    expect(usage.noteShutdown).toHaveBeenCalledTimes(1);
    expect(usage.close).not.toHaveBeenCalled();
    expect(app.quit).not.toHaveBeenCalled();
    clock.ms += 600_000;
    await quit();
    expect(usage.close.mock.calls).toEqual([['quit']]);
  });

  it('is that of the PC where the system ends the app after announcing it', async () => {
    const { usage, clock, quit } = await start(false);
    powerMonitor.emit('shutdown');
    clock.ms += 30_000;
    await quit();
    expect(usage.close.mock.calls).toEqual([['shutdown']]);
  });

  it('is announced by Windows to a window only, when asked and when it is certain', async () => {
    const { usage } = await start(true);
    expect(windows).toHaveLength(1);
    for (const event of ['query-session-end', 'session-end']) windows[0]?.emit(event);
    expect(usage.noteShutdown).toHaveBeenCalledTimes(2);
    expect(app.quit).not.toHaveBeenCalled();
    expect((await start(false)).usage.noteShutdown).not.toHaveBeenCalled();
    expect(windows).toHaveLength(1);
  });
});
