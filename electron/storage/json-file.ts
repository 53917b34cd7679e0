import { readFileSync, renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFile } from 'atomically';
import type { z } from 'zod';

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

/** Replaces a small JSON file at once and for good: temporary file, fsync, rename. Rejects with the file system's error. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
