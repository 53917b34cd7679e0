import { app } from 'electron';
import { CallRefused } from '../contract/call-refused.ts';
import type { Platform } from '../platform/platform.ts';

/** How the system is to start this app at sign-in: in the tray, without a window. */
function hiddenStartCommand(): string[] {
  // An AppImage runs from a mount that is gone by the next sign-in; APPIMAGE names the file itself.
  const program = process.env.APPIMAGE ?? process.execPath;
  return app.isPackaged ? [program, '--hidden'] : [program, app.getAppPath(), '--hidden'];
}

/** Makes the system's entry agree with the setting; touches nothing where it does already. */
export function applyStartAtSignIn(startAtSignIn: Platform['startAtSignIn'], on: boolean): void {
  try {
    if (startAtSignIn.read() !== on) startAtSignIn.write(on, hiddenStartCommand());
  } catch (error) {
    throw new CallRefused('cannot-save', String(error), 'startAtSignIn');
  }
}
