import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** As much of Electron's window as ours asks for. */
class FakeWindow extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), {
    reload: vi.fn(),
    isLoading: () => false,
    isDestroyed: () => this.destroyed,
  });
  visible = false;
  minimized = false;
  destroyed = false;
  constructor() {
    super();
    made.push(this);
  }
  loadURL = async () => {};
  setBackgroundColor = () => {};
  focus = () => {};
  isVisible = () => this.visible;
  isMinimized = () => this.minimized;
  isDestroyed = () => this.destroyed;
  show = () => {
    this.visible = true;
    this.emit('show');
  };
  restore = () => {
    this.minimized = false;
    this.emit('restore');
  };
  minimize = () => {
    this.minimized = true;
    this.emit('minimize');
  };
  destroy = () => {
    this.destroyed = true;
    this.emit('closed');
  };
  /** As a click on the window's own close button. */
  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.destroy();
  }
}

const made: FakeWindow[] = [];
const app = new EventEmitter();
vi.mock('electron', () => ({ app, BrowserWindow: FakeWindow, nativeTheme: { shouldUseDarkColors: false } }));
const { MainWindow } = await import('../../../electron/shell/window.ts');

const turn = () => new Promise((resolve) => setImmediate(resolve));

function events(hasTray: () => Promise<boolean> = async () => true) {
  return { hasTray, onWatched: vi.fn(), onClosedByPerson: vi.fn(), onPageLost: vi.fn() };
}

function only(): FakeWindow {
  const [one, ...more] = made;
  if (!one || more.length > 0) throw new Error(`${made.length} windows`);
  return one;
}

beforeEach(() => {
  made.length = 0;
  app.removeAllListeners();
});

describe('the window', () => {
  it('tells at once that it is watched where it was shown before the services stood', () => {
    const window = new MainWindow('preload.cjs');
    window.show();
    const served = events();
    window.serve(served);
    expect(served.onWatched.mock.calls).toEqual([[true]]);
  });

  it('tells nothing where no window was asked for', () => {
    const window = new MainWindow('preload.cjs');
    window.prepare();
    const served = events();
    window.serve(served);
    expect(served.onWatched).not.toHaveBeenCalled();
  });

  it('closes into the tray, and only minimises where there is none', async () => {
    for (const hasTray of [true, false]) {
      made.length = 0;
      const window = new MainWindow('preload.cjs');
      const served = events(async () => hasTray);
      window.serve(served);
      window.show();
      only().close();
      await turn();
      expect([only().destroyed, only().minimized]).toEqual([hasTray, !hasTray]);
      expect(served.onClosedByPerson.mock.calls).toEqual([[hasTray ? 'inTray' : 'minimised']]);
      expect(served.onWatched).toHaveBeenLastCalledWith(false);
    }
  });

  it('waits for the desktop’s answer where it is closed before that is in', async () => {
    let answer: (hasTray: boolean) => void = () => {};
    const window = new MainWindow('preload.cjs');
    window.show();
    only().close();
    const served = events(() => new Promise((resolve) => (answer = resolve)));
    window.serve(served);
    await turn();
    expect([only().destroyed, only().minimized]).toEqual([false, false]);
    answer(true);
    await turn();
    expect(only().destroyed).toBe(true);
    expect(served.onClosedByPerson.mock.calls).toEqual([['inTray']]);
  });

  it('closes without a question where the app quits', async () => {
    const window = new MainWindow('preload.cjs');
    const served = events();
    window.serve(served);
    window.show();
    app.emit('before-quit');
    only().close();
    expect(only().destroyed).toBe(true);
    await turn();
    expect(served.onClosedByPerson).not.toHaveBeenCalled();
  });

  it('draws a crashed page anew three times in a minute, then closes it and says so', async () => {
    const window = new MainWindow('preload.cjs');
    window.show();
    const crash = (reason: string) => only().webContents.emit('render-process-gone', {}, { reason });
    crash('clean-exit');
    for (let times = 0; times < 4; times++) crash('crashed');
    expect(only().webContents.reload).toHaveBeenCalledTimes(3);
    expect(only().destroyed).toBe(true);
    const served = events();
    window.serve(served);
    await turn();
    expect(served.onPageLost).toHaveBeenCalledTimes(1);
    expect(served.onWatched).not.toHaveBeenCalled();
    window.show();
    expect(made).toHaveLength(2);
  });
});
