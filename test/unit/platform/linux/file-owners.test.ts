import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileOwners } from '../../../../electron/platform/linux/file-owners.ts';

const isRoot = process.getuid?.() === 0;
/** No account of any system has it. */
const NOBODY_KNOWN = 3_999_999_999;

test('a file’s owner is told by name, and a file that is not there has none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'owners-'));
  const files = Array.from({ length: 70 }, (_, at) => join(folder, `${at}`));
  for (const file of files) writeFileSync(file, '');
  const owners = await fileOwners([...files, join(folder, 'nowhere')]);
  expect(owners).toEqual([...files.map(() => userInfo().username), null]);
  expect(await fileOwners([])).toEqual([]);
  rmSync(folder, { recursive: true });
});

test.runIf(isRoot)(
  'an account that the system does not know is told by its number, beside those it knows',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'owners-'));
    const [own, strange] = [join(folder, 'own'), join(folder, 'strange')];
    for (const file of [own, strange]) writeFileSync(file, '');
    chownSync(strange, NOBODY_KNOWN, -1);
    expect(await fileOwners([strange, own])).toEqual([`${NOBODY_KNOWN}`, userInfo().username]);
    rmSync(folder, { recursive: true });
  },
);
