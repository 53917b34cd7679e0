import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import type { MailProgramSources, OutlookSettings, RegistryEntry, ThunderbirdPlaces } from '../mail-program-sources.ts';
import type { Read } from '../platform.ts';
import { isHeldOpen } from './held-open.ts';
import { knownFolder, LOCAL_APP_DATA, ROAMING_APP_DATA } from './known-folder.ts';
import type { Pointer } from './library.ts';
import { HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, withKey } from './registry.ts';
import { decodeRegistryValue } from './registry-values.ts';

const OUTLOOK = 'Software\\Microsoft\\Office\\16.0\\Outlook';
const POLICIES = 'Software\\Policies\\Microsoft\\Office\\16.0\\Outlook';
const APP_PATHS = 'Software\\Microsoft\\Windows\\CurrentVersion\\App Paths';

/** Policies bind; the machine's are read too, as some agencies write them there. */
const HIVES: readonly (readonly [name: string, root: Pointer])[] = [
  ['HKCU', HKEY_CURRENT_USER],
  ['HKLM', HKEY_LOCAL_MACHINE],
];

export class WindowsMailPrograms implements MailProgramSources {
  thunderbird(): ThunderbirdPlaces {
    const roaming = knownFolder(ROAMING_APP_DATA);
    return {
      folders: roaming === null ? [] : [win32.join(roaming, 'Thunderbird')],
      isInstalled: isRegistered('thunderbird.exe'),
      // The file stays behind; the running program keeps it open for itself.
      isRunning: (profileFolder) => isHeldOpen(win32.join(profileFolder, 'parent.lock')),
    };
  }

  async evolution(): Promise<null> {
    return null;
  }

  outlook(): Read<OutlookSettings> {
    try {
      const local = knownFolder(LOCAL_APP_DATA);
      return {
        ok: true,
        value: {
          isClassicInstalled: isRegistered('outlook.exe'),
          // An app of the store: its alias and its folder are all that a registry reader sees.
          isNewInstalled:
            local !== null &&
            (existsSync(win32.join(local, 'Microsoft\\WindowsApps\\olk.exe')) ||
              existsSync(win32.join(local, 'Microsoft\\Olk'))),
          useNewOutlook: entry('HKCU', HKEY_CURRENT_USER, `${OUTLOOK}\\Preferences`, 'UseNewOutlook'),
          disableReadingPane: bothHives(`${POLICIES}\\Options`, 'DisableReadingPane'),
          readAsPlain: byStrength('ReadAsPlain'),
          blockExternalContent: byStrength('BlockExtContent'),
        },
      };
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** The policy, then the person's own choice. */
function byStrength(name: string): RegistryEntry[] {
  return [
    bothHives(`${POLICIES}\\Options\\Mail`, name),
    entry('HKCU', HKEY_CURRENT_USER, `${OUTLOOK}\\Options\\Mail`, name),
  ];
}

/** The first hive that has it; where none has, the person's. */
function bothHives(path: string, name: string): RegistryEntry {
  const entries = HIVES.map(([hive, root]) => entry(hive, root, path, name));
  return entries.find(({ value }) => value !== null) ?? (entries[0] as RegistryEntry);
}

function entry(hive: string, root: Pointer, path: string, name: string): RegistryEntry {
  const wanted = name.toLowerCase();
  const found = withKey(root, path, (key) => key.values().find((one) => one.name.toLowerCase() === wanted));
  const value = found ? decodeRegistryValue(found.type, found.data) : null;
  const where = `${hive}\\${path}\\${name}`;
  if (value === null || typeof value === 'number' || typeof value === 'string') return { where, value };
  // Set, but to nothing that this setting can be.
  return { where, value: '?' };
}

function isRegistered(program: string): boolean {
  return HIVES.some(([, root]) => withKey(root, `${APP_PATHS}\\${program}`, () => true) === true);
}
