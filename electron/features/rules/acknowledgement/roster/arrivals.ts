import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of the folder, as read. */
export interface Arrival {
  /** Relative to the folder. */
  readonly file: string;
  /** When it was last written, which in a store's folder is when it was stored; Unix milliseconds. */
  readonly storedAtMs: number;
  readonly bytes: Buffer;
}

export interface BadFile {
  readonly file: string;
  readonly reason: 'unreadable' | 'too-large';
  readonly detail: string;
}

const MOST_BYTES = 16_000_000;
const AT_ONCE = 32;

/**
 * The names of what arrived in a folder and one level below it, relative to it, in batches. Names that begin with a dot
 * are writes under way. Rejects where the folder itself cannot be read.
 */
export async function* arrivedFiles(folder: string): AsyncGenerator<readonly string[], undefined> {
  let batch: string[] = [];
  for await (const file of jsonFiles(folder)) {
    batch.push(file);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* jsonFiles(folder: string): AsyncGenerator<string> {
  const below: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) below.push(entry.name);
    else if (entry.name.endsWith('.json')) yield entry.name;
  }
  for (const inner of below)
    for await (const entry of await opendir(join(folder, inner)))
      if (!entry.isDirectory() && !entry.name.startsWith('.') && entry.name.endsWith('.json'))
        yield join(inner, entry.name);
}

/** Never rejects: a bad file is answered as such. */
export async function readFileOf(folder: string, file: string): Promise<Arrival | BadFile> {
  const path = join(folder, file);
  try {
    const { mtimeMs, size } = await stat(path);
    if (size > MOST_BYTES) return { file, reason: 'too-large', detail: `${size}` };
    return { file, storedAtMs: mtimeMs, bytes: await readFile(path) };
  } catch (error) {
    return { file, reason: 'unreadable', detail: String(error) };
  }
}
