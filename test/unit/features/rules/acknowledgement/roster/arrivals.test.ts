import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileOf } from '../../../../../../electron/features/rules/acknowledgement/roster/arrivals.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arrivals-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file that arrived', () => {
  it('is read with the time when it was stored', async () => {
    writeFileSync(join(folder, 'a.json'), '{}');
    const read = await readFileOf(folder, 'a.json');
    expect(read).toMatchObject({ file: 'a.json', bytes: Buffer.from('{}') });
    expect('storedAtMs' in read && Math.abs(read.storedAtMs - Date.now())).toBeLessThan(60_000);
  });

  it.runIf(existsSync('/usr/bin/mkfifo'))('that is no regular one is named, and nobody waits for its end', async () => {
    execFileSync('mkfifo', [join(folder, 'fifo.json')]);
    symlinkSync('/dev/zero', join(folder, 'device.json'));
    symlinkSync(folder, join(folder, 'folder.json'));
    for (const file of ['fifo.json', 'device.json', 'folder.json'])
      expect(await readFileOf(folder, file)).toEqual({
        file,
        reason: 'unreadable',
        detail: 'Error: not a regular file',
      });
  });

  it('that is gone by then is named', async () => {
    expect(await readFileOf(folder, 'gone.json')).toMatchObject({
      reason: 'unreadable',
      detail: expect.stringContaining('ENOENT'),
    });
  });
});
