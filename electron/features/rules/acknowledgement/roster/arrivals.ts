import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { withRegularFile } from '../regular-file.ts';
import { LATEST_MS } from './signing-time.ts';

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

/** What is told of on the way, and goes on. */
export interface Passed {
  /** A name that is no document's, or a folder further below. */
  readonly skipped: (file: string) => void;
  /** A folder one level below. */
  readonly unreadable: (folder: BadFile) => void;
}

/** Stores name a document as the agency's address has it: with `.json`, or anyhow with its id. */
const IS_DOCUMENT = /\.json$|(?<![0-9A-Za-z])[0-7][0-9A-HJKMNP-TV-Z]{25}(?![0-9A-Za-z])/;

/**
 * The names of what arrived in a folder and one level below it, relative to it, in batches. Names that begin with a dot
 * are writes under way. Rejects where the folder itself cannot be read.
 */
export async function* arrivedFiles(folder: string, passed: Passed): AsyncGenerator<readonly string[], undefined> {
  let batch: string[] = [];
  for await (const file of documentFiles(folder, passed)) {
    batch.push(file);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* documentFiles(folder: string, passed: Passed): AsyncGenerator<string> {
  const below: string[] = [];
  yield* filesIn(folder, '', passed, (name) => below.push(name));
  for (const inner of below)
    try {
      yield* filesIn(folder, inner, passed, passed.skipped);
    } catch (error) {
      passed.unreadable({ file: inner, reason: 'unreadable', detail: String(error) });
    }
}

async function* filesIn(
  folder: string,
  inner: string,
  { skipped }: Passed,
  below: (name: string) => void,
): AsyncGenerator<string> {
  for await (const entry of await opendir(join(folder, inner))) {
    if (entry.name.startsWith('.')) continue;
    const name = join(inner, entry.name);
    if (entry.isDirectory()) below(name);
    else if (IS_DOCUMENT.test(entry.name)) yield name;
    else skipped(name);
  }
}

/** Never rejects: a bad file is answered as such. */
export async function readFileOf(folder: string, file: string): Promise<Arrival | BadFile> {
  try {
    return await withRegularFile(join(folder, file), async (opened, { mtimeMs, size }): Promise<Arrival | BadFile> => {
      if (size > MOST_BYTES) return { file, reason: 'too-large', detail: `${size}` };
      // Whoever may write a file may set its time, also to one that no calendar has.
      const storedAtMs = Math.min(Math.max(0, mtimeMs), LATEST_MS);
      return { file, storedAtMs, bytes: await opened.readFile() };
    });
  } catch (error) {
    return { file, reason: 'unreadable', detail: String(error) };
  }
}
