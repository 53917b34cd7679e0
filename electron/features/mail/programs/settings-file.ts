import { readFile, stat } from 'node:fs/promises';

/** Larger than any of these grows; a file beyond it is not read. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface SettingsFile {
  readonly path: string;
  readonly text: string;
  readonly writtenAtMs: number;
}

/** `absent` is not `not-readable`: the one leaves defaults in force, of the other nothing is known. Never rejects. */
export async function readSettingsFile(path: string): Promise<SettingsFile | 'absent' | 'not-readable'> {
  try {
    const { size, mtimeMs } = await stat(path);
    if (size > MOST_BYTES) return 'not-readable';
    return { path, text: (await readFile(path, 'utf8')).replace(/^\uFEFF/, ''), writtenAtMs: Math.round(mtimeMs) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'not-readable';
  }
}

/** `[Group]`, then `key=value` a line; `#` and `;` begin comments. Of a group given twice both count. */
export function parseGroups(text: string): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  let group = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\[(.*)\]\s*$/.exec(line)?.[1];
    if (heading !== undefined) {
      group = groups.get(heading) ?? new Map();
      groups.set(heading, group);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0 && !/^\s*[#;]/.test(line)) group.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return groups;
}
