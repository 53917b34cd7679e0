import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A folder of its own for each test, gone with the last. */
export function filesOnDisk() {
  const root = mkdtempSync(join(tmpdir(), 'mail-check-'));
  let folder = '';
  let count = 0;
  beforeEach(() => {
    folder = join(root, String(count++));
    mkdirSync(folder);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const at = (name: string) => join(folder, name);
  function file(name: string, content: string | Buffer = 'x'): string {
    writeFileSync(at(name), content);
    return at(name);
  }
  /** Of that size, and next to nothing on disk. */
  function sparse(name: string, bytes: number): string {
    const path = file(name, '');
    truncateSync(path, bytes);
    return path;
  }
  return { at, file, sparse };
}
