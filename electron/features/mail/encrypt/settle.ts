import { promises as fs } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { SettleAnswer, SettleTask } from './encrypt-task.ts';

const NAMES_TRIED = 99;
/** On Windows a file is held until the process that wrote it is gone. */
const HELD = { maxRetries: 20, retryDelay: 100 };

/** Rejects with the file system's error, or EEXIST where no name is free; then the written copy is gone. */
export async function settle({ partial, target }: SettleTask): Promise<SettleAnswer> {
  try {
    return { kind: 'settled', fileName: target === null ? null : await placed(partial, target) };
  } finally {
    await fs.rm(partial, { force: true, ...HELD });
  }
}

/** Under that name, or with a number. */
async function placed(partial: string, target: string): Promise<string> {
  const ending = extname(target);
  const stem = basename(target, ending);
  for (let number = 1; number <= NAMES_TRIED; number++) {
    const name = number === 1 ? `${stem}${ending}` : `${stem} (${number})${ending}`;
    if (await isPlacedAt(partial, join(dirname(target), name))) return name;
  }
  throw Object.assign(new Error(`${basename(target)} exists, and so do ${NAMES_TRIED} others of that name`), {
    code: 'EEXIST',
  });
}

const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EINVAL', 'UNKNOWN']);

/** A link never overwrites, where a rename would; not every share knows links. false: something stands there. */
async function isPlacedAt(partial: string, path: string): Promise<boolean> {
  try {
    await fs.link(partial, path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!CANNOT_LINK.has(code)) throw error;
    const isThere = await fs.lstat(path).then(
      () => true,
      () => false,
    );
    if (!isThere) await fs.rename(partial, path);
    return !isThere;
  }
}
