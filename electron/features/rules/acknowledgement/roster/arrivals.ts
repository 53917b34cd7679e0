import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A file of the folder, not read yet. */
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
const AT_ONCE = 16;

/**
 * What arrived in a folder and one level below it, in batches, so that memory holds few at once. Names that begin with
 * a dot are writes under way. Rejects where the folder itself cannot be read; a bad file is yielded as such.
 */
export async function* arrivals(folder: string): AsyncGenerator<readonly (Arrival | BadFile)[]> {
  let batch: string[] = [];
  for await (const path of jsonFiles(folder)) {
    batch.push(path);
    if (batch.length < AT_ONCE) continue;
    yield await Promise.all(batch.map((each) => taken(folder, each)));
    batch = [];
  }
  yield await Promise.all(batch.map((each) => taken(folder, each)));
}

async function* jsonFiles(folder: string): AsyncGenerator<string> {
  const below: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) below.push(join(folder, entry.name));
    else if (entry.name.endsWith('.json')) yield join(folder, entry.name);
  }
  for (const inner of below)
    for await (const entry of await opendir(inner))
      if (!entry.isDirectory() && !entry.name.startsWith('.') && entry.name.endsWith('.json'))
        yield join(inner, entry.name);
}

async function taken(folder: string, path: string): Promise<Arrival | BadFile> {
  const file = relative(folder, path);
  try {
    const { mtimeMs, size } = await stat(path);
    if (size > MOST_BYTES) return { file, reason: 'too-large', detail: `${size}` };
    return { file, storedAtMs: mtimeMs, bytes: await readFile(path) };
  } catch (error) {
    return { file, reason: 'unreadable', detail: String(error) };
  }
}
