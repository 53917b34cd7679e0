import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Beside `incident.json`, with the moment behind it. */
const DAMAGED = '.damaged-';

/**
 * Paths of the incident states in `folder` that could not be understood and were set aside, oldest first. They lie there
 * until somebody takes them away: the person may not have been told of one that an earlier run found.
 * Throws the file system's error, other than "not there".
 */
export const setAsideRecords = (folder: string): string[] =>
  recordsBeside(folder, (name) => name.startsWith('incident.json.') && name.includes(DAMAGED));

/** Paths of those that were put under a name with this beginning and can be read, oldest first. Throws as the others. */
export const putAsideRecords = (folder: string, beginning: string): string[] =>
  recordsBeside(folder, (name) => name.startsWith(beginning) && !name.includes(DAMAGED));

function recordsBeside(folder: string, isMeant: (name: string) => boolean): string[] {
  try {
    const names = readdirSync(folder).filter(isMeant);
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
