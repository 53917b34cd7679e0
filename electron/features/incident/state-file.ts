import { renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type JsonRead, readJsonFile, writeJsonFile } from '../../storage/json-file.ts';
import { IncidentState } from './incident-state.ts';
import { putAsideRecords } from './set-aside-records.ts';

export interface StateStore {
  /**
   * The next state that an earlier run left and that was not read yet; `absent`: all are. Throws the file system's
   * error, and has the same to read again.
   */
  read(): JsonRead<IncidentState>;
  /** Never over one that was not read: that is first put under another name, and is read there. */
  write(state: IncidentState): Promise<void>;
}

const NAME = 'incident.json';
const UNREAD = `${NAME}.unread-`;

/** `incident.json`, and what had to be put beside it because another program held it whenever it was to be read. */
export function stateFile(folder: string): StateStore {
  const path = join(folder, NAME);
  let unread: string[] | null = null;
  let taken: string[] = [];
  return {
    read: () => {
      unread ??= [path, ...putAside(folder)];
      for (let [next] = unread; next !== undefined; [next] = unread) {
        const read = readJsonFile(next, IncidentState);
        unread.shift();
        if (next !== path && read.kind === 'value') taken.push(next);
        if (read.kind !== 'absent') return read;
      }
      return { kind: 'absent' };
    },
    write: async (state) => {
      if (unread?.includes(path))
        unread = [...unread.filter((each) => each !== path), ...aside(path, join(folder, `${UNREAD}${Date.now()}`))];
      const held = taken;
      await writeJsonFile(path, state);
      // What they held is in the state that has just been written.
      for (const each of held) await rm(each, { force: true });
      taken = taken.filter((each) => !held.includes(each));
    },
  };
}

/** States that earlier runs put under another name. Where the folder cannot be listed, that must not hold up the first. */
function putAside(folder: string): string[] {
  try {
    return putAsideRecords(folder, UNREAD);
  } catch {
    return [];
  }
}

/** In one step, so that no reading falls between. Throws while another program holds the file. */
function aside(path: string, to: string): string[] {
  try {
    renameSync(path, to);
    return [to];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
