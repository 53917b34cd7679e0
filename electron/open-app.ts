import { join } from 'node:path';
import { app, Menu, session } from 'electron';
import type { ApiNames } from './contract/channels.ts';
import { listenToCalls } from './ipc/listen.ts';
import type { Platform } from './platform/platform.ts';
import { serveAppPages } from './shell/app-protocol.ts';
import type { Wants } from './shell/command-line.ts';
import { logTo } from './shell/log.ts';
import { confinePages, confineSession } from './shell/security.ts';
import { MainWindow } from './shell/window.ts';

/** Written in by electron/vite.config.ts from the contract, whose schemas are loaded later. */
declare const API_NAMES: ApiNames;

export interface Start {
  readonly platform: Platform;
  readonly folder: string;
  readonly hidden: boolean;
  readonly wants: Wants | undefined;
}

const built = (path: string) => join(app.getAppPath(), 'dist', path);

/**
 * Starts the page's process first and loads the services while that starts, as either takes about 100 ms.
 * What the page asks meanwhile is answered when they stand.
 */
export async function openApp(start: Start): Promise<void> {
  // Ours is set once the page stands; without this Electron would first build its own.
  Menu.setApplicationMenu(null);
  confinePages();
  app.on('window-all-closed', () => {});
  await app.whenReady();
  confineSession(session.defaultSession);
  serveAppPages(session.defaultSession, built('renderer'));
  const window = new MainWindow(built('electron/preload.cjs'));
  app.on('activate', () => window.show());
  if (!start.hidden) window.prepare();

  const log = logTo(start.folder);
  const desk = import('./desk.ts').then(({ openDesk }) => openDesk({ ...start, window, log }));
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const { wants } = (data ?? {}) as { wants?: Wants };
    // Who wants something is shown it once it is done: the picture of the screen comes before our own window.
    if (wants) void desk.then(({ act }) => act(wants));
    else window.show();
  });
  listenToCalls(
    API_NAMES.calls,
    desk.then(({ answer }) => answer),
    log,
  );
  const { settleIn } = await desk;
  if (!start.hidden) await window.pageStands();
  await settleIn();
}
