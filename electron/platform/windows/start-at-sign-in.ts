import { quoteCommandLine } from './command-line.ts';
import { deleteValue, HKEY_CURRENT_USER, REG_SZ, withKey, writeText } from './registry.ts';
import { registryText } from './registry-values.ts';

const VALUE_NAME = 'CityNetDesk';
const RUN_KEY = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';
/** Where Task Manager and Settings note what the person switched off; an odd first byte means off. */
const APPROVED_KEY = 'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run';

/** Will Windows start the app? Throws WindowsError where the registry cannot be read. */
export function readStartAtSignIn(): boolean {
  const command = valueIn(RUN_KEY);
  if (command?.type !== REG_SZ || registryText(command.data) === '') return false;
  const approved = valueIn(APPROVED_KEY);
  return ((approved?.data[0] ?? 0) & 1) === 0;
}

/** Throws WindowsError where it cannot be written. `command` is program and arguments. */
export function writeStartAtSignIn(on: boolean, command: readonly string[]): void {
  if (!on) {
    deleteValue(HKEY_CURRENT_USER, RUN_KEY, VALUE_NAME);
    return;
  }
  writeText(HKEY_CURRENT_USER, RUN_KEY, VALUE_NAME, quoteCommandLine(command));
  // Switched on here, the person takes back what was switched off in Task Manager.
  deleteValue(HKEY_CURRENT_USER, APPROVED_KEY, VALUE_NAME);
}

function valueIn(path: string) {
  return withKey(HKEY_CURRENT_USER, path, (key) => key.values().find(({ name }) => name === VALUE_NAME)) ?? null;
}
