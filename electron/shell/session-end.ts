import { app, BaseWindow, powerMonitor } from 'electron';

/**
 * Calls back when the PC is about to shut down or the person to sign out: perhaps more than once, and perhaps in vain,
 * as another program may still refuse. Linux: logind's PrepareForShutdown. Windows: WM_QUERYENDSESSION and
 * WM_ENDSESSION, of which it tells only windows, and in the tray we hold none: an empty one, never shown, listens there.
 */
export function onSessionEnd(needsWindow: boolean, ending: () => void): void {
  powerMonitor.on('shutdown', ending);
  if (!needsWindow) return;
  const listener = new BaseWindow({ show: false, width: 1, height: 1, skipTaskbar: true });
  // After the second Windows may end us at any moment, so the writing begins with the first.
  listener.on('query-session-end', ending);
  listener.on('session-end', ending);
  app.on('will-quit', () => listener.destroy());
}
