/** What main takes in one go. */
const MOST_FILES = 50;
const MOST_BYTES = 8_000_000;

export interface ReadFiles {
  readonly files: readonly { readonly name: string; readonly content: Uint8Array<ArrayBuffer> }[];
  /** Names of those that are no receipt by their size alone, or were too many. */
  readonly tooLarge: readonly string[];
  readonly tooMany: readonly string[];
  /** Names of those that the system would not read, with its reason. */
  readonly unreadable: readonly { readonly name: string; readonly why: string }[];
}

/** The dropped files, byte for byte: as text the browser would drop a mark before it. A file that cannot be checked is named, and the rest goes on. */
export async function readFiles(dropped: readonly Pick<File, 'name' | 'size' | 'arrayBuffer'>[]): Promise<ReadFiles> {
  const files: { name: string; content: Uint8Array<ArrayBuffer> }[] = [];
  const unreadable: { name: string; why: string }[] = [];
  const tooLarge: string[] = [];
  for (const file of dropped.slice(0, MOST_FILES)) {
    const name = file.name.slice(0, 300);
    if (file.size > MOST_BYTES) {
      tooLarge.push(name);
      continue;
    }
    try {
      files.push({ name, content: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) {
      unreadable.push({ name, why: String(error) });
    }
  }
  return { files, tooLarge, tooMany: dropped.slice(MOST_FILES).map(({ name }) => name), unreadable };
}
