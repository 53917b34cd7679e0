import { app, BaseWindow, powerMonitor } from 'electron';

/**
 * Calls back when the person signs out or the PC shuts down, so that the off time is not taken for a gap.
 * Windows tells only windows of it, and in the tray we hold none: an empty one that is never shown listens there.
 */
export function onSessionEnd(needsWindow: boolean, ended: () => void): void {
  powerMonitor.on('shutdown', ended);
  if (!needsWindow) return;
  const listener = new BaseWindow({ show: false, width: 1, height: 1, skipTaskbar: true });
  listener.on('session-end', ended);
  app.on('will-quit', () => listener.destroy());
}
