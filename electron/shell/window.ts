import { app, BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from '../ipc/trusted-sender.ts';

/** The smallest size at which every page is laid out and tested. */
const MIN_WIDTH_PX = 480;
const MIN_HEIGHT_PX = 400;

export interface WindowEvents {
  /** Is somebody looking? True while the window is shown and not minimised. */
  readonly onWatched: (watched: boolean) => void;
  /** The person closed the window and the app lives on. */
  readonly onClosedByPerson: (kept: 'inTray' | 'minimised') => void;
}

/** The one window, made on demand: in the tray the app holds no page, and its memory is that of the main process. */
export class MainWindow {
  private readonly preload: string;
  private readonly hasTray: () => boolean;
  private readonly events: WindowEvents;
  private window: BrowserWindow | null = null;
  private quitting = false;

  constructor(preload: string, hasTray: () => boolean, events: WindowEvents) {
    this.preload = preload;
    this.hasTray = hasTray;
    this.events = events;
    app.on('before-quit', () => {
      this.quitting = true;
    });
  }

  get webContents(): Electron.WebContents | null {
    return this.window && !this.window.isDestroyed() ? this.window.webContents : null;
  }

  /** A sign-out or shutdown that is called off leaves the app running. */
  staysOpen(): void {
    this.quitting = false;
  }

  show(): void {
    this.window ??= this.make();
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  private make(): BrowserWindow {
    const window = new BrowserWindow({
      width: 1000,
      height: 760,
      minWidth: MIN_WIDTH_PX,
      minHeight: MIN_HEIGHT_PX,
      autoHideMenuBar: true,
      // The page's own first colour, so that nothing flashes before it is drawn.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#fafafa',
      webPreferences: {
        preload: this.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    const watched = () => this.events.onWatched(window.isVisible() && !window.isMinimized());
    for (const event of ['show', 'hide', 'minimize', 'restore'] as const) window.on(event as 'show', watched);
    window.on('close', (event) => this.closing(event, window));
    window.on('closed', () => {
      this.window = null;
      this.events.onWatched(false);
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      // A page that crashed is drawn anew from main's truth; nothing of the person's lives in it.
      if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
    });
    void window.loadURL(`${APP_ORIGIN}/`);
    return window;
  }

  private closing(event: Electron.Event, window: BrowserWindow): void {
    if (this.quitting) return;
    if (this.hasTray()) {
      this.events.onClosedByPerson('inTray');
      return;
    }
    event.preventDefault();
    window.minimize();
    this.events.onClosedByPerson('minimised');
  }
}
