import { app } from 'electron';
import { CallRefused } from '../contract/call-refused.ts';
import type { SettingsView } from '../contract/settings.ts';
import type { Platform } from '../platform/platform.ts';

/** How the system is to start this app at sign-in: in the tray, without a window. */
function hiddenStartCommand(): string[] {
  // An AppImage runs from a mount that is gone by the next sign-in; APPIMAGE names the file itself.
  const program = process.env.APPIMAGE ?? process.execPath;
  return app.isPackaged ? [program, '--hidden'] : [program, app.getAppPath(), '--hidden'];
}

/** Makes the system's entry agree with the setting. Refuses with `cannot-save` and the system's words. */
export function applyStartAtSignIn(startAtSignIn: Platform['startAtSignIn'], on: boolean): void {
  try {
    if (on || startAtSignIn.read()) startAtSignIn.write(on, hiddenStartCommand());
  } catch (error) {
    throw new CallRefused('cannot-save', String(error), 'startAtSignIn');
  }
}

/**
 * At each start: the agency's setting, and the first time any setting, is put into force. After that an entry that
 * the person switched off in the system's own list (Task Manager) stays off; one that is on gets the present command,
 * as the program may have been moved.
 */
export function keepStartAtSignIn(startAtSignIn: Platform['startAtSignIn'], on: boolean, isToEnforce: boolean): void {
  if (isToEnforce || (on && startAtSignIn.read())) applyStartAtSignIn(startAtSignIn, on);
}

/** Has the agency, while the app runs, newly set this or changed it? Then it is to be put into force at once. */
export function isNewlyManaged(before: SettingsView, now: SettingsView): boolean {
  if (now.sources.startAtSignIn !== 'managed') return false;
  return before.sources.startAtSignIn !== 'managed' || before.values.startAtSignIn !== now.values.startAtSignIn;
}

/** What the system itself says, which the person may have changed there; null where it cannot be read. */
export function startsAtSignIn(startAtSignIn: Platform['startAtSignIn']): boolean | null {
  try {
    return startAtSignIn.read();
  } catch {
    return null;
  }
}
