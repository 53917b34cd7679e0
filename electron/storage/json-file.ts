import { readFileSync, renameSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

const RENAME_TRIES = 10;
const RENAME_WAIT_MS = 50;
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
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' };
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed(String(error));
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { kind: 'value', value: parsed.data } : failed(parsed.error.message);
}

function setAside(path: string, detail: string): JsonRead<never> {
  const aside = `${path}.damaged-${Date.now()}`;
  renameSync(path, aside);
  return { kind: 'damaged', setAside: aside, detail };
}

/** The last write of each file: they follow one another, so that all can use the same temporary name. */
const lastWrites = new Map<string, Promise<void>>();

/**
 * Replaces a small JSON file at once and for good: temporary file, fsync, rename; one write at a time, in the order
 * asked. Only this account may read it. Rejects with the file system's error; the file is then as it was.
 */
export function writeJsonFile(path: string, value: unknown): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const before = lastWrites.get(path) ?? Promise.resolve();
  const written = before.catch(() => {}).then(() => replaceFile(path, text));
  lastWrites.set(path, written);
  return written;
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  const file = await open(fresh, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await renamed(fresh, path);
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
