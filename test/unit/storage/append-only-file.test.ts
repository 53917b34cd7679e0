import { mkdtempSync, promises, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  appendLines,
  decodeLine,
  encodeLine,
  readLines,
  replaceLines,
  setDamagedAside,
  type WritableFs,
} from '../../../electron/storage/append-only-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
  path = join(folder, 'deep', 'file.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (n: number) => ({ n, text: `標案上傳 ${'x'.repeat(n % 7)}` });
const linesOf = (...numbers: number[]) => numbers.map((n) => encodeLine(entry(n)));
const numbersIn = () => readLines(path)?.lines.map((line) => (line === null ? null : (line as { n: number }).n));

/** Writes only the first bytes of the next write, then fails as a full disk does. */
function fullAfter(bytes: number): WritableFs {
  return {
    ...promises,
    open: async (...args) => {
      const file = await promises.open(...args);
      const write = file.write.bind(file);
      Object.assign(file, {
        write: async (buffer: Buffer, offset: number, length: number, position: number) => {
          await write(buffer, offset, Math.min(length, bytes), position);
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        },
      });
      return file;
    },
  };
}

describe('a file of checksummed lines', () => {
  it('reads back what was appended, in order, and is null where there is none', async () => {
    expect(readLines(path)).toBeNull();
    await appendLines(promises, path, linesOf(1, 2));
    await appendLines(promises, path, linesOf(3));
    expect(numbersIn()).toEqual([1, 2, 3]);
    expect(readLines(path)?.lines[0]).toEqual({ schema: 1, ...entry(1) });
  });

  it('finds any single flipped bit of a line', () => {
    const line = encodeLine(entry(5));
    const bytes = Buffer.from(line.trimEnd());
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeLine(flipped.toString('utf8'))).toBeUndefined();
    }
    expect(decodeLine(line.trimEnd())).toEqual({ schema: 1, ...entry(5) });
  });

  it('drops a torn last line, wherever it was cut, and the next append leaves no half line behind', async () => {
    const [first = '', second = ''] = linesOf(1, 2);
    const start = Buffer.byteLength(first);
    const end = start + Buffer.byteLength(second);
    for (let cut = start; cut < end; cut++) {
      rmSync(path, { force: true });
      await replaceLines(promises, path, [first, second]);
      truncateSync(path, cut);
      expect(readLines(path)).toEqual({ lines: [{ schema: 1, ...entry(1) }], linesLost: 0 });
      if (cut % 9 > 0) continue;
      await appendLines(promises, path, linesOf(3));
      expect(readFileSync(path, 'utf8')).toBe(first + linesOf(3)[0]);
    }
  });

  it('cuts off a torn line that is longer than one block', async () => {
    await appendLines(promises, path, linesOf(1));
    writeFileSync(path, linesOf(1)[0] + 'y'.repeat(200_000));
    await appendLines(promises, path, linesOf(2));
    expect(numbersIn()).toEqual([1, 2]);
    writeFileSync(path, 'z'.repeat(150_000));
    await appendLines(promises, path, linesOf(4));
    expect(numbersIn()).toEqual([4]);
  });

  it('says in the place of a damaged line that one is lost, and sets a copy aside before mending', async () => {
    await appendLines(promises, path, linesOf(1, 2, 3));
    const damaged = readFileSync(path, 'utf8').replace('"n":2', '"n":7');
    writeFileSync(path, damaged);
    const read = readLines(path);
    expect(numbersIn()).toEqual([1, null, 3]);
    if (!read) throw new Error('not there');
    const aside = setDamagedAside(path, read, 1_795_000_000_000);
    expect(readFileSync(aside, 'utf8')).toBe(damaged);
    expect(readLines(path)?.linesLost).toBe(0);
    expect(numbersIn()).toEqual([1, 3]);
  });

  it('rejects with the system’s words on a full disk, and goes on without a half line once there is space', async () => {
    await appendLines(promises, path, linesOf(1));
    for (const written of [0, 1, 20]) {
      await expect(appendLines(fullAfter(written), path, linesOf(2))).rejects.toThrow('ENOSPC');
      expect(numbersIn()).toEqual([1]);
    }
    await appendLines(promises, path, linesOf(2));
    expect(readFileSync(path, 'utf8')).toBe(linesOf(1, 2).join(''));
  });

  it('keeps the old lines whole where replacing them fails', async () => {
    await appendLines(promises, path, linesOf(1, 2));
    await expect(replaceLines(fullAfter(10), path, linesOf(3))).rejects.toThrow('ENOSPC');
    expect(numbersIn()).toEqual([1, 2]);
  });
});
