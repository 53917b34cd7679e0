import { randomUUID } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { isUncPath } from '../../contract/unc-path.ts';
import { confirmFolder } from '../../storage/confirm-folder.ts';
import { sha256Of } from '../sha256.ts';
import type { Access } from './channel.ts';

/** What the process that touches folders is asked, one at a time. */
export type FolderTask =
  /** `sha256s`: of `text`, and of all else that may lie there already as the same document. */
  | {
      readonly kind: 'write';
      readonly folder: string;
      readonly id: string;
      readonly text: string;
      readonly sha256s: readonly string[];
    }
  | { readonly kind: 'where'; readonly folder: string }
  | { readonly kind: 'access'; readonly folder: string };

export type FolderAnswer =
  /** `readBack`: the folder gave the same back; false where this account may write there and not read. */
  | { readonly kind: 'written'; readonly readBack: boolean; readonly isElsewhere: boolean }
  /** `isElsewhere`: the folder lies on another machine, by the system's own word. */
  | { readonly kind: 'where'; readonly isElsewhere: boolean }
  /** Another content stands under this id, and was left alone. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'access'; readonly access: Access }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

/** The part of the file system that folders are reached through; a test can make any step of it the last. */
export type FolderFs = Pick<
  typeof fs,
  | 'access'
  | 'link'
  | 'open'
  | 'readFile'
  | 'readdir'
  | 'realpath'
  | 'rename'
  | 'stat'
  | 'statfs'
  | 'unlink'
  | 'writeFile'
>;

/** Does what is asked; never rejects. May hang for as long as a share hangs: hence a process of its own. */
export async function doFolderTask(task: FolderTask, system: FolderFs = fs): Promise<FolderAnswer> {
  const { kind, folder } = task;
  try {
    if (kind === 'access') return { kind, access: await testAccess(folder, system) };
    const isElsewhere = await liesElsewhere(folder, system);
    if (kind === 'where') return { kind, isElsewhere };
    const readBack = await write(task, system);
    return readBack === 'differs' ? { kind: readBack } : { kind: 'written', readBack, isElsewhere };
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    return { kind: 'error', code, message };
  }
}

/** `f_type` of file systems that others serve (statfs(2), linux/magic.h). FUSE is none: a stick's NTFS is FUSE as well. */
const SERVED_BY_OTHERS = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2 and later
  0x5346414f, // AFS
  0x00c36400, // Ceph
]);

/** On Windows the real path of a mapped drive is its share's; elsewhere the file system has a number. */
async function liesElsewhere(folder: string, system: FolderFs): Promise<boolean> {
  if (isUncPath(await system.realpath(folder))) return true;
  return SERVED_BY_OTHERS.has((await system.statfs(folder)).type);
}

/** True: the folder gave the same back. False: this account may write there and not read. */
async function write(task: Extract<FolderTask, { kind: 'write' }>, system: FolderFs): Promise<boolean | 'differs'> {
  const { folder, id, text, sha256s } = task;
  const path = join(folder, `${id}.json`);
  const compared = (held: Buffer | 'unreadable') =>
    held !== 'unreadable' && (sha256s.includes(sha256Of(held)) || 'differs');
  const held = await contentOf(path, system);
  if (held !== null) return compared(held);
  const temporary = join(folder, `.${id}.${randomUUID()}.tmp`);
  try {
    await system.writeFile(temporary, text, { flag: 'wx', flush: true });
    if (!(await settle(temporary, path, system))) return compared((await contentOf(path, system)) ?? Buffer.of());
  } finally {
    await system.unlink(temporary).catch(() => {});
  }
  await confirmFolder(system, folder);
  return compared((await contentOf(path, system)) ?? 'unreadable');
}

const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EINVAL', 'UNKNOWN']);

/** A link never overwrites, where a rename would; not every share knows links. False: something stands there already. */
async function settle(temporary: string, path: string, system: FolderFs): Promise<boolean> {
  try {
    await system.link(temporary, path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!CANNOT_LINK.has(code)) throw error;
  }
  if ((await contentOf(path, system)) !== null) return false;
  await system.rename(temporary, path);
  return true;
}

async function contentOf(path: string, system: FolderFs): Promise<Buffer | 'unreadable' | null> {
  try {
    return await system.readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EACCES' || code === 'EPERM') return 'unreadable';
    throw error;
  }
}

const STICKY = 0o1000;

/** What this account could do to others' documents there. Opens, and never reads or deletes any. */
async function testAccess(folder: string, system: FolderFs): Promise<Access> {
  const refusedOr = (error: NodeJS.ErrnoException) =>
    error.code === 'EACCES' || error.code === 'EPERM' ? 'no' : 'unknown';
  const names = await system.readdir(folder).catch(refusedOr);
  const document = Array.isArray(names) ? names.find((name) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}\.json$/.test(name)) : null;
  const read = document
    ? await system
        .open(join(folder, document), 'r')
        .then((file) => file.close())
        .then(() => 'yes' as const, refusedOr)
    : 'unknown';
  return { list: Array.isArray(names) ? 'yes' : names, read, delete: await mayDelete(folder, system), detail: folder };
}

/** By POSIX modes. Windows shares say nothing in them, so there it stays unknown. */
async function mayDelete(folder: string, system: FolderFs): Promise<Access['delete']> {
  const uid = process.getuid?.();
  if (uid === undefined) return 'unknown';
  const stats = await system.stat(folder);
  if (!stats.isDirectory()) return 'unknown';
  const isKeptToOwners = (stats.mode & STICKY) !== 0 && stats.uid !== uid && uid !== 0;
  if (isKeptToOwners) return 'no';
  return system.access(folder, constants.W_OK).then(
    () => 'yes',
    () => 'no',
  );
}
