import { z } from 'zod';
import { PersonalSettings, type SettingsProblem } from '../contract/settings.ts';
import { readJsonFile } from '../storage/json-file.ts';
import { ManagedValues } from './managed-values.ts';

/**
 * What a person chose: `settings.json`. A setting not named there follows the layers below.
 * Version 1; it stays frozen once a version 2 exists, which then brings the step from 1 to 2.
 */
const StoredSettings = z.strictObject({ schema: z.literal(1), values: PersonalSettings.partial() });
export type OwnValues = z.infer<typeof StoredSettings>['values'];

/** The managed values last found to be good, for the time when what the administrator set cannot be used. */
const LastGood = z.strictObject({ schema: z.literal(1), values: ManagedValues });

/** Reads the person's own values; what cannot be read is said, and none of it is used. */
export function readOwnValues(path: string, mayWrite: boolean): { values: OwnValues; problem: SettingsProblem | null } {
  const failed = (reason: 'damaged' | 'unreadable', found: string) => ({
    values: {},
    problem: { source: 'you', where: path, field: '', reason, found } as const,
  });
  try {
    const read = readJsonFile(path, StoredSettings, mayWrite ? 'set-aside' : 'leave');
    if (read.kind === 'damaged') return failed('damaged', read.setAside);
    return { values: read.kind === 'value' ? read.value.values : {}, problem: null };
  } catch (error) {
    return failed('unreadable', String(error));
  }
}

/** Reads the last good managed values; null where there are none that can be used. */
export function readLastGood(path: string): ManagedValues | null {
  try {
    const read = readJsonFile(path, LastGood, 'leave');
    return read.kind === 'value' ? read.value.values : null;
  } catch {
    return null;
  }
}
