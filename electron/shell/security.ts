import { app, type Session } from 'electron';
import { APP_ORIGIN } from '../ipc/trusted-sender.ts';

/**
 * What no page may do, whoever wrote it: leave our origin, open a window, hold a webview,
 * ask for a permission or a device, download, or load anything from the network.
 */
export function confinePages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    const stayHome = (event: Electron.Event<{ url: string }>) => {
      if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
    };
    contents.on('will-navigate', stayHome);
    contents.on('will-frame-navigate', stayHome);
    contents.on('will-redirect', stayHome);
  });
}

export function confineSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // The spelling checker would fetch dictionaries from the net.
  session.setSpellCheckerEnabled(false);
  // The CSP forbids these already; this holds even for a page that escaped it.
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'] },
    (_details, answer) => answer({ cancel: true }),
  );
}
