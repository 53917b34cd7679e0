import type { AppInfo } from '../../../electron/contract/app.ts';

export type SignInStartNote = 'offInSystem' | 'offInSystemLocked' | 'onInSystem' | 'clone' | 'cloneLocked' | 'unknown';

/** What is to be said where the setting and the system's own list differ; null where they agree. */
export function signInStartNote(
  setting: boolean,
  locked: boolean,
  { isPackaged, startsAtSignIn }: Pick<AppInfo, 'isPackaged' | 'startsAtSignIn'>,
): SignInStartNote | null {
  if (startsAtSignIn === null) return 'unknown';
  if (startsAtSignIn === setting) return null;
  // A clone never puts the setting into force by itself, the agency's neither.
  if (!isPackaged) return setting ? (locked ? 'cloneLocked' : 'clone') : 'onInSystem';
  if (setting) return locked ? 'offInSystemLocked' : 'offInSystem';
  return 'onInSystem';
}
