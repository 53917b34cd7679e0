import type { PlatformOptions } from '../for-platform.ts';
import type { Platform } from '../platform.ts';
import { readAccount, readDisplayName } from './account.ts';
import { WindowsCounters } from './counters.ts';
import { WindowsCut } from './cut.ts';
import { localDataFolder } from './local-data-folder.ts';
import { readManaged } from './managed.ts';
import { readGatewaysAndDns, readNetworkFacts } from './network-facts.ts';
import { isRemoteSession } from './remote-session.ts';
import { readSession } from './session.ts';
import { otherAccountsSignedIn } from './signed-in.ts';
import { readSockets } from './sockets.ts';
import { readStartAtSignIn, writeStartAtSignIn } from './start-at-sign-in.ts';
import { RESTORE_TASK } from './system-task.ts';
import { hasTrayHost } from './tray-host.ts';

/** Throws where koffi or one of the system's functions cannot be loaded. */
export function windowsPlatform({ managedFile }: PlatformOptions): Platform {
  const counters = new WindowsCounters();
  return {
    osName: 'Windows',
    readCounters: () => counters.read(),
    readNetworkFacts,
    readGatewaysAndDns,
    readSockets,
    readSession,
    readManaged: () => readManaged(managedFile),
    account: readAccount,
    // Bound on first use: no start waits for what one command needs.
    fileOwners: async (paths) => (await import('./file-owners.ts')).fileOwners(paths),
    readDisplayName,
    localDataFolder,
    systemUsagePage: 'ms-settings:datausage',
    needsWindowForSessionEnd: true,
    hasTrayHost: async () => hasTrayHost(),
    // DPAPI opens with the sign-in itself.
    secretStoreState: async () => 'ready',
    network: new WindowsCut(),
    restoreCommand: `schtasks /Run /TN "${RESTORE_TASK}"`,
    isRemoteSession,
    otherAccountsSignedIn,
    startAtSignIn: { read: readStartAtSignIn, write: writeStartAtSignIn },
  };
}
