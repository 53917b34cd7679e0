import { constants, promises as fs } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { AdmitAnswer, AdmitTask } from './admit-task.ts';

type Entry = AdmitAnswer['entries'][number];

/** Says of each path what stands there; opens nothing, since opening a pipe would wait for its other end. */
export async function admit({ paths }: AdmitTask): Promise<AdmitAnswer> {
  const entries: Entry[] = [];
  for (const path of paths) entries.push(await entryAt(path));
  return { kind: 'admitted', entries };
}

/** `\\.\PhysicalDrive0`: Windows' names for devices, which its file calls take as well. */
const DEVICE = /^[\\/]{2}\.[\\/]/;

async function entryAt(path: string): Promise<Entry> {
  if (!isAbsolute(path) || path.includes('\0') || DEVICE.test(path)) return { kind: 'not-a-file' };
  try {
    const isLink = (await fs.lstat(path)).isSymbolicLink();
    const realPath = await fs.realpath(path);
    const stats = await fs.stat(realPath);
    if (stats.isDirectory()) return { kind: 'folder' };
    if (!stats.isFile()) return { kind: 'not-a-file' };
    await fs.access(realPath, constants.R_OK);
    return { kind: 'file', realPath, isLink, bytes: stats.size, modifiedMs: stats.mtimeMs };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: code === 'EACCES' || code === 'EPERM' ? 'no-access' : 'gone' };
  }
}
