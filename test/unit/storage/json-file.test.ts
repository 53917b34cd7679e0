import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

/** What a library that listens for signals would change: it would end the app before its last reading is written. */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const listening = () => signals.map((signal) => process.listenerCount(signal));
const before = listening();
/** What was asked of the disk, in order. */
const asked: string[] = [];
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (path: string, ...rest: [string, number?]) => {
      const file = await real.open(path, ...rest);
      const sync = file.sync.bind(file);
      file.sync = () => {
        asked.push(`sync ${basename(path)}`);
        return sync();
      };
      return file;
    },
    rename: (from: string, to: string) => {
      asked.push(`rename ${basename(from)}`);
      return real.rename(from, to);
    },
  };
});
const { readJsonFile, writeJsonFile } = await import('../../../electron/storage/json-file.ts');

const Schema = z.strictObject({ schema: z.literal(1), number: z.number() });
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-file-'));
  path = join(folder, 'deep/file.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a small JSON file', () => {
  it('is read as it was written, by this account alone, and leaves nothing beside it', async () => {
    expect(readJsonFile(path, Schema)).toEqual({ kind: 'absent' });
    await writeJsonFile(path, { schema: 1, number: 7 });
    expect(readJsonFile(path, Schema)).toEqual({ kind: 'value', value: { schema: 1, number: 7 } });
    expect(readdirSync(join(folder, 'deep'))).toEqual(['file.json']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('holds the last of many writes asked for at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => writeJsonFile(path, { schema: 1, number })));
    expect(readJsonFile(path, Schema)).toMatchObject({ value: { number: 19 } });
  });

  it('is as it was where it cannot be replaced, and the next write is tried all the same', async () => {
    await writeJsonFile(path, { schema: 1, number: 1 });
    mkdirSync(`${path}.new`);
    await expect(writeJsonFile(path, { schema: 1, number: 2 })).rejects.toThrow('EISDIR');
    expect(readJsonFile(path, Schema)).toMatchObject({ value: { number: 1 } });
    rmSync(`${path}.new`, { recursive: true });
    await writeJsonFile(path, { schema: 1, number: 3 });
    expect(readJsonFile(path, Schema)).toMatchObject({ value: { number: 3 } });
  });

  it('that is damaged is set aside, or left where the reader must not write', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(path, '{"schema":1');
    expect(readJsonFile(path, Schema, 'leave')).toMatchObject({ kind: 'damaged', setAside: path });
    const read = readJsonFile(path, Schema);
    expect(read.kind === 'damaged' && readFileSync(read.setAside, 'utf8')).toBe('{"schema":1');
    expect(readJsonFile(path, Schema)).toEqual({ kind: 'absent' });
  });

  it('has its content confirmed before it takes the name, and the name before it is done', async () => {
    asked.length = 0;
    await writeJsonFile(path, { schema: 1, number: 1 });
    const onceTheFolderIsThere = ['sync file.json.new', 'rename file.json.new', 'sync deep'];
    expect(asked).toEqual([`sync ${basename(folder)}`, ...onceTheFolderIsThere]);
  });

  it('is read from what was to be renamed where a power cut took the renaming back, if that is whole', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(`${path}.new`, '{"schema":1,"number":5}');
    expect(readJsonFile(path, Schema)).toEqual({ kind: 'value', value: { schema: 1, number: 5 } });
    writeFileSync(`${path}.new`, '{"schema":1,"num');
    expect(readJsonFile(path, Schema)).toEqual({ kind: 'absent' });
    writeFileSync(path, '{"schema":1,"number":6}');
    expect(readJsonFile(path, Schema)).toMatchObject({ value: { number: 6 } });
  });

  it('leaves the end of the process to Electron', async () => {
    await writeJsonFile(path, { schema: 1, number: 1 });
    expect(listening()).toEqual(before);
  });
});
