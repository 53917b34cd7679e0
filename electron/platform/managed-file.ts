import { closeSync, fstatSync, openSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ManagedSource } from './platform.ts';

/** Far above any real settings; keeps a wrong file from filling memory. */
const MAX_BYTES = 4 * 1024 * 1024;
const GROUP_OR_OTHERS_WRITE = 0o022;

/**
 * Managed settings as JSON, undecoded. Refused unless file and folder are `ownerUid`'s and nobody else can write
 * them: otherwise any user could set the rules for all. `ownerUid` null skips that check.
 */
export function readManagedFile(path: string, ownerUid: number | null): ManagedSource {
  const refused = (reason: Extract<ManagedSource, { kind: 'refused' }>['reason'], detail: string): ManagedSource => ({
    kind: 'refused',
    where: path,
    reason,
    detail,
  });
  let text: string;
  try {
    const descriptor = openSync(path, 'r');
    try {
      const file = fstatSync(descriptor);
      if (!file.isFile()) return refused('unreadable', `${path} is not a file`);
      if (file.size > MAX_BYTES) return refused('unreadable', `${path} has ${file.size} bytes, more than ${MAX_BYTES}`);
      if (ownerUid !== null) {
        // A link may lead elsewhere: both the folder named and the folder reached must be safe.
        const folders = new Set([dirname(path), dirname(realpathSync(path))]);
        const places: [string, Stats][] = [
          [path, file],
          ...[...folders].map((folder): [string, Stats] => [folder, statSync(folder)]),
        ];
        for (const [place, stats] of places) {
          if (stats.uid !== ownerUid)
            return refused('not-root-owned', `${place} belongs to user ${stats.uid}, not to root`);
          if (stats.mode & GROUP_OR_OTHERS_WRITE)
            return refused('writable-by-others', `${place} has mode ${(stats.mode & 0o7777).toString(8)}`);
        }
      }
      text = readFileSync(descriptor, 'utf8');
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // ENOTDIR too: a folder of the path is a file, so the settings are not there.
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent', where: path };
    return refused('unreadable', message);
  }
  try {
    return { kind: 'found', where: path, encoding: 'json', value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return refused('not-json', (error as Error).message);
  }
}
