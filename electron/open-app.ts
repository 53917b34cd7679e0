import { join } from 'node:path';
import { app, Menu, session } from 'electron';
import type { Platform } from './platform/platform.ts';
import { serveAppPages } from './shell/app-protocol.ts';
import { confinePages, confineSession } from './shell/security.ts';
import { MainWindow } from './shell/window.ts';

export interface Start {
  readonly platform: Platform;
  readonly folder: string;
  readonly hidden: boolean;
}

const built = (path: string) => join(app.getAppPath(), 'dist', path);

/**
 * Starts the page's process first and loads the services while that starts, as either takes about 100 ms.
 * The page's scripts are held back until its calls can be answered.
 */
export async function openApp(start: Start): Promise<void> {
  // Ours is set once the page stands; without this Electron would first build its own.
  Menu.setApplicationMenu(null);
  confinePages();
  app.on('window-all-closed', () => {});
  await app.whenReady();
  confineSession(session.defaultSession);
  const window = new MainWindow(built('electron/preload.cjs'));
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  let answerable = () => {};
  const callsAnswered = new Promise<void>((resolve) => {
    answerable = resolve;
  });
  serveAppPages(session.defaultSession, built('renderer'), callsAnswered);
  if (!start.hidden) window.prepare();

  const { openDesk } = await import('./desk.ts');
  const desk = openDesk({ ...start, window });
  answerable();
  if (!start.hidden) await window.pageStands();
  await desk.settleIn();
}
