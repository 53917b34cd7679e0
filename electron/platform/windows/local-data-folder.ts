import { win32 } from 'node:path';
import { knownFolder, LOCAL_APP_DATA } from './known-folder.ts';

/** %LOCALAPPDATA%\appName: Electron's default roams between PCs, and two PCs' counts would mix. */
export function localDataFolder(appName: string): string | null {
  const folder = knownFolder(LOCAL_APP_DATA);
  return folder === null ? null : win32.join(folder, appName);
}
