import { closeSync, openSync } from 'node:fs';

/**
 * Does another program hold this file for itself alone? Windows then refuses to open it (a sharing violation, EBUSY in
 * Node). Opened for reading and closed at once. null: it cannot be told; no such file: nobody does.
 */
export function isHeldOpen(path: string): boolean | null {
  try {
    closeSync(openSync(path, 'r'));
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    return code === 'EBUSY' ? true : null;
  }
}
