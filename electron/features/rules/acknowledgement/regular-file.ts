import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a file that somebody else may have put there. Rejects with the file system's error, and where it is no regular
 * file: a FIFO or a device would keep its reader waiting, or never end.
 */
export async function withRegularFile<T>(
  path: string,
  use: (file: FileHandle, stats: Stats) => Promise<T>,
): Promise<T> {
  // Without it the very opening of a FIFO waits for a writer (open(2)). Windows has no such flag, and needs none.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('not a regular file');
    return await use(file, stats);
  } finally {
    await file.close();
  }
}
