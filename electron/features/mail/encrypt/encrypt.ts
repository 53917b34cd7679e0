import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { configure, ZipWriter } from '@zip.js/zip.js/index-native.js';
import type { EncryptAnswer, EncryptTask } from './encrypt-task.ts';

/** As the WinZip AES specification (AE-2) calls 256 bits. */
const AES_256 = 3;

/**
 * A zip within a zip: the outer one, AES-256 (AE-2), has one entry whose name says nothing; the inner one has the
 * files under their own names, in UTF-8. Streamed: no more than a few pieces of a file are in memory at a time.
 * Rejects with the file system's error; then nothing is left behind.
 */
export async function encrypt({ files, partial, target, innerName, passphrase }: EncryptTask): Promise<EncryptAnswer> {
  configure({ useWebWorkers: false });
  try {
    await writeZip(files, partial, innerName, passphrase);
    await settle(partial, target);
    return { kind: 'encrypted', bytes: (await fs.stat(target)).size };
  } finally {
    await fs.rm(partial, { force: true });
  }
}

async function writeZip(files: EncryptTask['files'], path: string, innerName: string, password: string): Promise<void> {
  const written = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const outer = new ZipWriter(Writable.toWeb(written), { password, encryptionStrength: AES_256, level: 0 });
  const between = new TransformStream<Uint8Array, Uint8Array>();
  const inner = new ZipWriter(between.writable);
  const filled = (async () => {
    try {
      for (const { path: source, name } of files)
        await inner.add(name, Readable.toWeb(createReadStream(source)) as ReadableStream<Uint8Array>);
      await inner.close();
    } catch (error) {
      await between.writable.abort(error).catch(() => {});
      throw error;
    }
  })();
  const packed = outer.add(innerName, between.readable).then(() => outer.close());
  const ends = await Promise.allSettled([filled, packed]);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) {
    written.destroy();
    throw failed.reason;
  }
}

const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EINVAL', 'UNKNOWN']);

/** A link never overwrites, where a rename would; not every share knows links. Throws EEXIST where something stands. */
async function settle(partial: string, target: string): Promise<void> {
  try {
    await fs.link(partial, target);
  } catch (error) {
    if (!CANNOT_LINK.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const isThere = await fs.lstat(target).then(
      () => true,
      () => false,
    );
    if (isThere) throw Object.assign(new Error(`${target} exists`), { code: 'EEXIST' });
    await fs.rename(partial, target);
  }
}
