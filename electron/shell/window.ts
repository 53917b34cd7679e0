import { app, BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from '../ipc/trusted-sender.ts';
import { ReloadBound } from './reload-bound.ts';

/** The smallest size at which every page is laid out and tested. */
const MIN_WIDTH_PX = 480;
const MIN_HEIGHT_PX = 400;

/** What the page asks for once it has loaded takes this long to answer and draw. */
const FIRST_DRAWING_MS = 300;

export interface WindowEvents {
  /** Is there anything to close into? Asked when the person closes the window; the desktop takes up to 1 s to say. */
  readonly hasTray: () => Promise<boolean>;
  /** Is somebody looking? True while the window is shown and not minimised. */
  readonly onWatched: (watched: boolean) => void;
  /** The person closed the window and the app lives on. */
  readonly onClosedByPerson: (kept: 'inTray' | 'minimised') => void;
  /** The page crashed again and again: the window is gone, the app lives on. */
  readonly onPageLost: () => void;
}

/** The one window, made on demand: in the tray the app holds no page, and its memory is that of the main process. */
export class MainWindow {
  private readonly preload: string;
  private events: WindowEvents | null = null;
  private readonly served: Promise<WindowEvents>;
  private nowServed: (events: WindowEvents) => void = () => {};
  private readonly reloads = new ReloadBound();
  private window: BrowserWindow | null = null;
  private quitting = false;

  constructor(preload: string) {
    this.preload = preload;
    this.served = new Promise((resolve) => {
      this.nowServed = resolve;
    });
    app.on('before-quit', () => {
      this.quitting = true;
    });
  }

  /** Call once. What the person did before, while the services loaded, is told now. */
  serve(events: WindowEvents): void {
    this.events = events;
    this.nowServed(events);
    if (this.isWatched()) events.onWatched(true);
  }

  get webContents(): Electron.WebContents | null {
    return this.window && !this.window.isDestroyed() ? this.window.webContents : null;
  }

  /** Starts the page without showing it. */
  prepare(): void {
    this.window ??= this.make();
  }

  /** Resolves when the page has loaded and has had time to draw what it asked for; at once where there is none. */
  async pageStands(): Promise<void> {
    const contents = this.webContents;
    if (!contents) return;
    // It may have loaded while the services did.
    if (contents.isLoading()) {
      await new Promise<void>((resolve) => {
        contents.once('did-stop-loading', () => resolve());
        contents.once('destroyed', () => resolve());
      });
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_DRAWING_MS));
  }

  /** Shows the page that tells of the incident; a page that hangs keeps nothing from being done. */
  showIncident(): void {
    this.show();
    void this.window?.loadURL(`${APP_ORIGIN}/#/incident`).catch(() => {});
  }

  show(): void {
    this.prepare();
    if (!this.window) return;
    // The setting of light or dark may have been read since.
    this.window.setBackgroundColor(backgroundColor());
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
      show: false,
      webPreferences: {
        preload: this.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    const watched = () => this.events?.onWatched(this.isWatched());
    for (const event of ['show', 'hide', 'minimize', 'restore'] as const) window.on(event as 'show', watched);
    window.on('close', (event) => {
      if (this.quitting) return;
      event.preventDefault();
      void this.putAway(window);
    });
    window.on('closed', () => {
      this.window = null;
      this.events?.onWatched(false);
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit' || window.isDestroyed()) return;
      // A page that crashed is drawn anew from main's truth; nothing of the person's lives in it.
      if (this.reloads.allows()) window.webContents.reload();
      else {
        window.destroy();
        void this.served.then(({ onPageLost }) => onPageLost());
      }
    });
    // Given up where the page for an incident is asked for before this one has come.
    window.loadURL(`${APP_ORIGIN}/`).catch(() => {});
    return window;
  }

  /** Into the tray, where there is one; what is not yet known is waited for, and never taken for "no tray". */
  private async putAway(window: BrowserWindow): Promise<void> {
    const events = await this.served;
    const hasTray = await events.hasTray();
    if (this.quitting || window.isDestroyed()) return;
    if (hasTray) window.destroy();
    else window.minimize();
    events.onClosedByPerson(hasTray ? 'inTray' : 'minimised');
  }

  private isWatched(): boolean {
    const { window } = this;
    return window !== null && !window.isDestroyed() && window.isVisible() && !window.isMinimized();
  }
}

/** The page's own first colour, so that nothing flashes before it is drawn. */
function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#fafafa';
}
