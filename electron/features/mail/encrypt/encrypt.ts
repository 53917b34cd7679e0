import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { configure, ZipWriter } from '@zip.js/zip.js/index-native.js';
import type { EncryptAnswer, EncryptTask } from './encrypt-task.ts';

const TOLD_EVERY_MS = 200;

/** As the WinZip AES specification (AE-2) calls 256 bits. */
const AES_256 = 3;

/**
 * A zip within a zip: the outer one, AES-256 (AE-2), has one entry whose name says nothing; the inner one has the
 * files under their own names, in UTF-8. Streamed: no more than a few pieces of a file are in memory at a time.
 * `tell` hears how many bytes of the files are in. Rejects with the file system's error; then nothing is left behind.
 */
export async function encrypt(
  { files, partial, innerName, passphrase }: EncryptTask,
  tell: (bytesDone: number) => void,
): Promise<EncryptAnswer> {
  configure({ useWebWorkers: false });
  try {
    await writeZip(files, partial, innerName, passphrase, tell);
    return { kind: 'encrypted', bytes: (await fs.stat(partial)).size };
  } catch (error) {
    // What stands there and is not ours, stays.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await fs.rm(partial, { force: true });
    throw error;
  }
}

async function writeZip(
  files: EncryptTask['files'],
  path: string,
  innerName: string,
  password: string,
  tell: (bytesDone: number) => void,
): Promise<void> {
  const written = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const outer = new ZipWriter(Writable.toWeb(written), { password, encryptionStrength: AES_256, level: 0 });
  const between = new TransformStream<Uint8Array, Uint8Array>();
  const inner = new ZipWriter(between.writable);
  const counted = counter(tell);
  const filled = (async () => {
    try {
      for (const { path: source, name } of files)
        await inner.add(
          name,
          (Readable.toWeb(createReadStream(source)) as ReadableStream<Uint8Array>).pipeThrough(counted()),
        );
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

/** Makes passages that add up what goes through all of them. */
function counter(tell: (bytes: number) => void): () => TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  let toldMs = 0;
  return () =>
    new TransformStream({
      transform(piece, on) {
        bytes += piece.length;
        if (performance.now() - toldMs > TOLD_EVERY_MS) {
          toldMs = performance.now();
          tell(bytes);
        }
        on.enqueue(piece);
      },
    });
}
