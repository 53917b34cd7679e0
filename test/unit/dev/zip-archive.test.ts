import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from '../../../electron/dev/zip-archive.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Member {
  readonly name: string;
  readonly content: string;
  readonly mode?: number;
  readonly stored?: boolean;
}

/** A ZIP archive as APPNOTE.TXT 4.3 lays it out, with a comment after the end record. */
function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o644, stored } of members) {
    const data = Buffer.from(content);
    const packed = stored ? data : deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    // The local record's extra field differs from the directory's in real archives.
    local.writeUInt16LE(4, 28);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(stored ? 0 : 8, 10);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(data.length, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), Buffer.alloc(4), packed);
    directory.push(central, Buffer.from(name));
    offset += 34 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(7, 20);
  return Buffer.concat([...locals, ...directory, end, Buffer.from('comment')]);
}

function put(bytes: Buffer): string {
  const path = join(folder, 'archive.zip');
  writeFileSync(path, bytes);
  return path;
}

describe('unzip', () => {
  it('writes packed, stored and empty files with their modes, and leaves out what has no place', async () => {
    const long = '市網通'.repeat(100_000);
    const archive = put(
      zipOf([
        { name: 'app/', content: '', stored: true },
        { name: 'app/long.txt', content: long },
        { name: 'app/run', content: 'stored', stored: true, mode: 0o755 },
        { name: 'app/空.txt', content: '', stored: true },
        { name: 'other/no.txt', content: 'no' },
      ]),
    );
    await unzip(archive, (name) => (name.startsWith('app/') ? join(folder, 'out', name.slice(4)) : null));
    expect(readFileSync(join(folder, 'out/long.txt'), 'utf8')).toBe(long);
    expect(readFileSync(join(folder, 'out/run'), 'utf8')).toBe('stored');
    expect(statSync(join(folder, 'out/run')).mode & 0o777).toBe(0o755);
    expect(statSync(join(folder, 'out/空.txt')).size).toBe(0);
    expect(statSync(join(folder, 'out'), { throwIfNoEntry: false })?.isDirectory()).toBe(true);
    expect(() => statSync(join(folder, 'no.txt'))).toThrow();
  });

  it('refuses an archive that was cut short', async () => {
    const whole = zipOf([{ name: 'a', content: 'text' }]);
    await expect(unzip(put(whole.subarray(0, 40)), () => join(folder, 'a'))).rejects.toThrow('not a ZIP archive');
  });

  it('refuses a file whose content was changed', async () => {
    const bytes = zipOf([{ name: 'a', content: 'text', stored: true }]);
    bytes.write('TEXT', bytes.indexOf('text'));
    await expect(unzip(put(bytes), () => join(folder, 'a'))).rejects.toThrow('checksum');
  });
});
