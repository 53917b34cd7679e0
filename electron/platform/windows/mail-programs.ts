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

type Hive = readonly [name: string, root: Pointer];
const PERSON: Hive = ['HKCU', HKEY_CURRENT_USER];
const MACHINE: Hive = ['HKLM', HKEY_LOCAL_MACHINE];
/** Outlook's policies are the person's; some agencies write the machine's as well. */
const HIVES: readonly Hive[] = [PERSON, MACHINE];

export class WindowsMailPrograms implements MailProgramSources {
  thunderbird(): ThunderbirdPlaces {
    const roaming = knownFolder(ROAMING_APP_DATA);
    return {
      folders: roaming === null ? [] : [win32.join(roaming, 'Thunderbird')],
      isInstalled: isRegistered('thunderbird.exe'),
      policyFiles: installFolders('thunderbird.exe').map((folder) => win32.join(folder, 'distribution\\policies.json')),
      registryPreferences: firstSet([MACHINE, PERSON], 'Software\\Policies\\Mozilla\\Thunderbird', 'Preferences'),
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
          useNewOutlook: entry(PERSON, `${OUTLOOK}\\Preferences`, 'UseNewOutlook'),
          disableReadingPane: firstSet(HIVES, `${POLICIES}\\Options`, 'DisableReadingPane'),
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
  return [firstSet(HIVES, `${POLICIES}\\Options\\Mail`, name), entry(PERSON, `${OUTLOOK}\\Options\\Mail`, name)];
}

/** Of the first hive that has it; where none has, of the first. */
function firstSet(hives: readonly Hive[], path: string, name: string): RegistryEntry {
  const entries = hives.map((hive) => entry(hive, path, name));
  return entries.find(({ value }) => value !== null) ?? (entries[0] as RegistryEntry);
}

function entry([hive, root]: Hive, path: string, name: string): RegistryEntry {
  const wanted = name.toLowerCase();
  const found = withKey(root, path, (key) => key.values().find((one) => one.name.toLowerCase() === wanted));
  const value = found ? decodeRegistryValue(found.type, found.data) : null;
  const where = `${hive}\\${path}\\${name}`;
  if (value === null || typeof value === 'number' || typeof value === 'string') return { where, value };
  // JSON of several lines is kept as a list of texts.
  if (Array.isArray(value)) return { where, value: value.join('\n') };
  // Set, but to nothing that this setting can be.
  return { where, value: '?' };
}

function isRegistered(program: string): boolean {
  return HIVES.some(([, root]) => withKey(root, `${APP_PATHS}\\${program}`, () => true) === true);
}

/** The `Path` that the program's installer registered. */
function installFolders(program: string): string[] {
  const folders = HIVES.map((hive) => entry(hive, `${APP_PATHS}\\${program}`, 'Path').value);
  return folders.filter((folder) => typeof folder === 'string' && win32.isAbsolute(folder)) as string[];
}
