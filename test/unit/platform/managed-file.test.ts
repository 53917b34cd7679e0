import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readManagedFile } from '../../../electron/platform/managed-file.ts';

/** Whoever runs the test stands for root. */
const OWNER = process.getuid?.() ?? 0;

describe('the managed file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'citynet-managed-'));
    file = join(folder, 'managed.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (text: string) => {
    writeFileSync(file, text);
    chmodSync(file, 0o644);
  };
  const read = () => readManagedFile(file, OWNER);

  test('is handed on undecoded', () => {
    put('\uFEFF{"capBytes":2000000000,"unknown":[1]}');
    expect(read()).toEqual({
      kind: 'found',
      where: file,
      encoding: 'json',
      value: { capBytes: 2_000_000_000, unknown: [1] },
    });
  });

  test('is absent where the file or its folder is', () => {
    expect(read()).toEqual({ kind: 'absent', where: file });
    expect(readManagedFile(join(folder, 'no/managed.json'), OWNER)).toMatchObject({ kind: 'absent' });
    put('{}');
    expect(readManagedFile(join(file, 'managed.json'), OWNER)).toMatchObject({ kind: 'absent' });
  });

  test.each(['', '{', 'capBytes = 5', '{"a":1}}'])('is refused where it is not JSON: %j', (text) => {
    put(text);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'not-json', where: file });
  });

  test('is refused where others could write it', () => {
    put('{}');
    chmodSync(file, 0o664);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'writable-by-others', detail: `${file} has mode 664` });
    chmodSync(file, 0o646);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'writable-by-others' });
  });

  test('is refused where others could replace it', () => {
    put('{}');
    chmodSync(folder, 0o777);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'writable-by-others', detail: `${folder} has mode 777` });
  });

  test('is refused where a link leads to a folder that others can write', () => {
    const open = join(folder, 'open');
    mkdirSync(open);
    writeFileSync(join(open, 'real.json'), '{}', { mode: 0o644 });
    chmodSync(open, 0o777);
    symlinkSync(join(open, 'real.json'), file);
    expect(read()).toMatchObject({ kind: 'refused', reason: 'writable-by-others', detail: `${open} has mode 777` });
  });

  test('is refused where it belongs to somebody else', () => {
    put('{}');
    expect(readManagedFile(file, OWNER + 1)).toMatchObject({ kind: 'refused', reason: 'not-root-owned' });
  });

  test('is taken whoever owns it where no owner is asked for', () => {
    put('{}');
    chmodSync(file, 0o666);
    expect(readManagedFile(file, null)).toMatchObject({ kind: 'found', value: {} });
  });

  test('is refused where it is a folder, or larger than any settings', () => {
    expect(readManagedFile(folder, OWNER)).toMatchObject({ kind: 'refused', reason: 'unreadable' });
    put('{}');
    truncateSync(file, 5 * 1024 * 1024);
    expect(read()).toMatchObject({
      kind: 'refused',
      reason: 'unreadable',
      detail: expect.stringContaining('5242880 bytes'),
    });
  });
});
