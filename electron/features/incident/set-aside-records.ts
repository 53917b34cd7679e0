import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Paths of the incident states in `folder` that could not be understood and were set aside, oldest first. They lie there
 * until somebody takes them away: the person may not have been told of one that an earlier run found.
 * Throws the file system's error, other than "not there".
 */
export function setAsideRecords(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith('incident.json.') && name.includes('.damaged-'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
