import { app } from 'electron';
import { openApp } from './open-app.ts';
import { platformFor } from './platform/for-platform.ts';
import { claimAppScheme } from './shell/app-protocol.ts';
import { parseCommandLine } from './shell/command-line.ts';
import { settleDataFolder } from './shell/data-folder.ts';

// Electron waits for this module, with all it awaits, before it says `ready`.
claimAppScheme();
const command = parseCommandLine(process.argv, app.isPackaged);
try {
  const platform = await platformFor(process.platform, app.isPackaged ? {} : testSeams());
  const folder = settleDataFolder(platform);
  if (command.kind !== 'window')
    app.exit(await (await import('./shell/run-command.ts')).runCommand(command, { platform, folder }));
  else {
    const { hidden, wants } = command;
    // Handed to the running app as data: Chromium reorders a second start's arguments.
    if (app.requestSingleInstanceLock({ wants })) openApp({ platform, folder, hidden, wants }).catch(cannotStart);
    else app.exit(0);
  }
} catch (error) {
  await cannotStart(error);
}

async function cannotStart(error: unknown): Promise<void> {
  (await import('./shell/cannot-start.ts')).cannotStart(error);
}

/** Read in unpackaged runs only: what tests and developers may put in the place of this PC's own. */
function testSeams(): { managedFile?: string; physicalNames?: string[] } {
  const { CITYNET_MANAGED, CITYNET_PHYSICAL } = process.env;
  return {
    ...(CITYNET_MANAGED && { managedFile: CITYNET_MANAGED }),
    ...(CITYNET_PHYSICAL && { physicalNames: CITYNET_PHYSICAL.split(',') }),
  };
}
