import { win32 } from 'node:path';
import { type CommandEnd, runCommand } from '../run-command.ts';
import { HKEY_LOCAL_MACHINE, withKey } from './registry.ts';
import { decodeRegistryValue } from './registry-values.ts';

/** Names that the installer registers (assets/windows-tasks/register.ps1). */
export const CUT_TASK = '\\CityNet Desk\\Cut network';
export const RESTORE_TASK = '\\CityNet Desk\\Restore network';

/** Written by the installer once both tasks stand with their security descriptor read back; the value is a version. */
const TASKS_KEY = 'SOFTWARE\\CityNetDesk\\Tasks';

/** Did the installer register the tasks? Throws WindowsError where the registry cannot be read. */
export function areTasksRegistered(): boolean {
  const values = withKey(HKEY_LOCAL_MACHINE, TASKS_KEY, (key) => key.values()) ?? [];
  const version = values.find(({ name }) => name === 'Version');
  return version !== undefined && decodeRegistryValue(version.type, version.data) === 1;
}

/**
 * Starts a fixed task, which runs as SYSTEM and takes nothing from us but its name. Through schtasks rather than the
 * Task Scheduler's COM interface: that needs calls by vtable with VARIANTs on the window's own apartment, for the 50 ms
 * that a program's start costs after the radio is already off. What it answers proves nothing.
 */
export function startTask(name: typeof CUT_TASK | typeof RESTORE_TASK, timeoutMs: number): Promise<CommandEnd> {
  const program = win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'schtasks.exe');
  return runCommand(program, ['/Run', '/TN', name], timeoutMs);
}
