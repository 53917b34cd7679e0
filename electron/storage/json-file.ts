import { readFileSync, renameSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { confirmFolder } from './confirm-folder.ts';

const RENAME_TRIES = 10;
const RENAME_WAIT_MS = 50;
/** What is being written, beside the file that it will replace. */
const FRESH = '.new';
const HELD_BY_ANOTHER: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES']);

export type JsonRead<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'absent' }
  /** Not this schema: the file was renamed to `setAside`, so that nothing is lost and the app goes on. */
  | { readonly kind: 'damaged'; readonly setAside: string; readonly detail: string };

/**
 * Reads a small versioned JSON file. Throws only what the file system throws (other than "not there").
 * With `leave` a damaged file stays where it is (`setAside` is then its own path): for readers that must not write.
 */
export function readJsonFile<S extends z.ZodType>(
  path: string,
  schema: S,
  damaged: 'set-aside' | 'leave' = 'set-aside',
): JsonRead<z.infer<S>> {
  const failed = (detail: string): JsonRead<never> =>
    damaged === 'leave' ? { kind: 'damaged', setAside: path, detail } : setAside(path, detail);
  const text = textOf(path);
  if (text === null) return wholeFresh(path, schema) ?? { kind: 'absent' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed(String(error));
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { kind: 'value', value: parsed.data } : failed(parsed.error.message);
}

/** null: it is not there. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A power cut may take back the first renaming of all: what was to be renamed has been on disk before it. null: none, or not whole. */
function wholeFresh<S extends z.ZodType>(path: string, schema: S): JsonRead<z.infer<S>> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(`${path}${FRESH}`, 'utf8')));
    return parsed.success ? { kind: 'value', value: parsed.data } : null;
  } catch {
    return null;
  }
}

function setAside(path: string, detail: string): JsonRead<never> {
  const aside = `${path}.damaged-${Date.now()}`;
  renameSync(path, aside);
  return { kind: 'damaged', setAside: aside, detail };
}

/** The last write of each file: they follow one another, so that all can use the same temporary name. */
const lastWrites = new Map<string, Promise<void>>();

/**
 * Replaces a small JSON file at once and for good: temporary file, fsync, rename, fsync of the folder; one write at a
 * time, in the order asked. Only this account may read it. Rejects with the file system's error; the file is then as it was.
 */
export function writeJsonFile(path: string, value: unknown): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const before = lastWrites.get(path) ?? Promise.resolve();
  const written = before.catch(() => {}).then(() => replaceFile(path, text));
  lastWrites.set(path, written);
  return written;
}

async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const first = await mkdir(folder, { recursive: true });
  if (first !== undefined)
    for (let at = folder; at.length >= first.length; at = dirname(at)) await confirmFolder({ open }, dirname(at));
  const fresh = `${path}${FRESH}`;
  const file = await open(fresh, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await renamed(fresh, path);
  await confirmFolder({ open }, folder);
}

/** Windows refuses while a virus scanner or a reader holds the file, which passes. */
async function renamed(from: string, to: string): Promise<void> {
  for (let triesLeft = RENAME_TRIES; ; triesLeft--) {
    try {
      return await rename(from, to);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (triesLeft <= 1 || !HELD_BY_ANOTHER.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RENAME_WAIT_MS));
    }
  }
}
