import { promises } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WritableFs } from '../storage/append-only-file.ts';
import { confirmFolder } from '../storage/confirm-folder.ts';
import { crypto } from './late-crypto.ts';

/** The part of the file system that the outbox goes through; a test can make any step of it fail, or the last. */
export type DeliveryFs = WritableFs & {
  readdir(path: string): Promise<string[]>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  unlink(path: string): Promise<void>;
};

export const realFs: DeliveryFs = promises;

export const TEMPORARY_ENDING = '.tmp';

/**
 * Writes a new file so that after this resolves neither a crash nor a power cut can lose it: content and folder are
 * both confirmed by the disk. Until then there is no file of that name. Rejects with the file system's error.
 * `mode`: POSIX permissions, less what the account's umask takes away.
 */
export async function writeDurably(fs: DeliveryFs, path: string, text: string, mode = 0o666): Promise<void> {
  const temporary = `${path}.${crypto().randomUUID()}${TEMPORARY_ENDING}`;
  try {
    const file = await fs.open(temporary, 'wx', mode);
    try {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length; )
        done += (await file.write(bytes, done, bytes.length - done, done)).bytesWritten;
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.unlink(temporary).catch(() => {});
    throw error;
  }
  await confirmFolder(fs, dirname(path));
}

/** Makes the folder, and has the disk confirm each new step of the way to it. */
export async function makeFolder(fs: DeliveryFs, path: string): Promise<void> {
  const first = await fs.mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await confirmFolder(fs, dirname(at));
}

/** Names of a folder; none where it is not there. */
export async function namesIn(fs: Pick<DeliveryFs, 'readdir'>, folder: string): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * What an attempt that a crash cut short has left; its caller was never told that anything is saved. `beingWritten`: ids
 * of the files, each named by its id before the first full stop, whose writing is under way.
 */
export async function clearTemporaries(
  fs: DeliveryFs,
  folder: string,
  names: readonly string[],
  beingWritten: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const name of names)
    if (name.endsWith(TEMPORARY_ENDING) && !beingWritten.has(name.slice(0, name.indexOf('.'))))
      await fs.unlink(join(folder, name)).catch(() => {});
}

/** Removes a file that may not be there. What the file system refuses is logged; it never rejects. */
export async function discardFile(
  fs: DeliveryFs,
  path: string,
  log: ((line: string) => void) | undefined,
): Promise<void> {
  await fs.unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') log?.(`${path} cannot be removed: ${error.message}`);
  });
}
