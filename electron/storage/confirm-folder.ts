/** What of Node's `fs/promises` it takes; a test may stand in for the disk. */
export interface OpensFolders {
  open(path: string, flags: 'r'): Promise<{ sync(): Promise<void>; close(): Promise<void> }>;
}

/** A folder cannot be opened on Windows, where NTFS journals its entries itself; a share may refuse to sync one. */
const CANNOT_SYNC_FOLDER: ReadonlySet<string> = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP']);

/** After this no power cut takes back what was made or renamed in the folder. Rejects with the file system's error. */
export async function confirmFolder(fs: OpensFolders, path: string): Promise<void> {
  try {
    const folder = await fs.open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!CANNOT_SYNC_FOLDER.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
