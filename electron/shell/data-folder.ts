import { join } from 'node:path';
import { app } from 'electron';
import type { Platform } from '../platform/platform.ts';

/**
 * Puts this app's data where it belongs: what `--user-data-dir` names, else the platform's place for data of this PC
 * alone (%LOCALAPPDATA%: Electron's own choice roams, and two PCs' ledgers would mix), else Electron's, under our name.
 * Must run before anything asks for `userData`. Answers the folder.
 */
export function settleDataFolder(platform: Pick<Platform, 'localDataFolder'>): string {
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', platform.localDataFolder('CityNetDesk') ?? join(app.getPath('appData'), 'citynet-desk'));
  }
  return app.getPath('userData');
}
