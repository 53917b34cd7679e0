/** What main takes in one go. */
const MOST_FILES = 50;
const MOST_CHARACTERS = 2_000_000;

export interface ReadFiles {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Names of those that are no receipt by their size alone, or were too many. */
  readonly tooLarge: readonly string[];
  readonly tooMany: readonly string[];
  /** Names of those that the system would not read, with its reason. */
  readonly unreadable: readonly { readonly name: string; readonly why: string }[];
}

/** The dropped files as text. A file that cannot be checked is named, and the rest goes on. */
export async function readFiles(dropped: readonly Pick<File, 'name' | 'size' | 'text'>[]): Promise<ReadFiles> {
  const files: { name: string; text: string }[] = [];
  const unreadable: { name: string; why: string }[] = [];
  const tooLarge: string[] = [];
  for (const file of dropped.slice(0, MOST_FILES)) {
    const name = file.name.slice(0, 300);
    // A character takes four bytes at most.
    if (file.size > MOST_CHARACTERS * 4) {
      tooLarge.push(name);
      continue;
    }
    try {
      const text = await file.text();
      if (text.length > MOST_CHARACTERS) tooLarge.push(name);
      else files.push({ name, text });
    } catch (error) {
      unreadable.push({ name, why: String(error) });
    }
  }
  return { files, tooLarge, tooMany: dropped.slice(MOST_FILES).map(({ name }) => name), unreadable };
}
