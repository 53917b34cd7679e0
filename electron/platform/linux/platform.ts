import type { PlatformOptions } from '../for-platform.ts';
import type { Platform } from '../platform.ts';
import { readAccount, readDisplayName } from './account.ts';
import { LinuxCounters } from './counters.ts';
import { LinuxCut } from './cut.ts';
import { fileOwners } from './file-owners.ts';
import { readGatewaysAndDns } from './gateways-and-dns.ts';
import { readLink } from './link-state.ts';
import { LockWatch } from './lock-watch.ts';
import { readManaged } from './managed.ts';
import { readNetworkFacts } from './network-facts.ts';
import { NetworkManager } from './network-manager.ts';
import { secretStoreState } from './secret-service.ts';
import { LinuxSession } from './session.ts';
import { readSockets } from './sockets.ts';
import { readStartAtSignIn, writeStartAtSignIn } from './start-at-sign-in.ts';
import { hasTrayHost } from './tray-host.ts';

const TRAY_ANSWER_MS = 1_000;
const SECRET_STORE_ANSWER_MS = 2_000;

/** Throws where /proc is not mounted. */
export function linuxPlatform({ physicalNames = [], managedFile }: PlatformOptions): Platform {
  const counters = new LinuxCounters(physicalNames);
  const userId = process.getuid?.() ?? -1;
  const session = new LinuxSession(userId, new LockWatch());
  return {
    osName: 'Linux',
    readCounters: () => counters.read(),
    readNetworkFacts() {
      // The latest reading's adapters; a first reading where there was none yet.
      if (counters.identities().size === 0) {
        const reading = counters.read();
        if (!reading.ok) return reading;
      }
      return readNetworkFacts(counters.identities());
    },
    readGatewaysAndDns: () => readGatewaysAndDns(),
    readSockets: () => readSockets(userId),
    readSession: () => session.read(),
    readManaged: () => readManaged(managedFile),
    account: readAccount,
    fileOwners,
    readDisplayName: () => readDisplayName(userId),
    localDataFolder: () => null,
    systemUsagePage: null,
    needsWindowForSessionEnd: false,
    hasTrayHost: () => hasTrayHost(TRAY_ANSWER_MS),
    secretStoreState: () => secretStoreState(SECRET_STORE_ANSWER_MS),
    network: new LinuxCut({
      links() {
        const reading = counters.read();
        return reading.ok ? { ok: true, value: reading.value.adapters.map((adapter) => readLink(adapter)) } : reading;
      },
      networkManager: new NetworkManager(),
    }),
    restoreCommand: 'nmcli networking on',
    isRemoteSession: () => session.isRemote(),
    otherAccountsSignedIn: () => session.otherAccounts(),
    startAtSignIn: { read: () => readStartAtSignIn(), write: (on, command) => writeStartAtSignIn(on, command) },
  };
}
