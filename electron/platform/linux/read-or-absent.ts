import { readFileSync } from 'node:fs';
import type { Read } from '../platform.ts';

/** Absent reads as empty; anything else that fails is not known. */
export function readOrAbsent(path: string): Read<string> {
  try {
    return { ok: true, value: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { ok: true, value: '' } : { ok: false, detail: message };
  }
}
