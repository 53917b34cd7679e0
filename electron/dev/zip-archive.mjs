// @ts-check
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

const END_RECORD = 0x06054b50;
const CENTRAL_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_RECORD_BYTES = 22;
const LONGEST_COMMENT_BYTES = 0xffff;

/**
 * One file of a ZIP archive (APPNOTE.TXT 4.3.12).
 * @typedef {{ name: string, mode: number, crc: number, method: number, packedBytes: number, localOffset: number }} ZipEntry
 */

/**
 * Unpacks the files that `placeOf` gives a path. Throws where the archive is damaged. Not for ZIP64 or encrypted ones.
 * @param {string} archive
 * @param {(name: string) => string | null} placeOf where a file goes; null leaves it out
 */
export async function unzip(archive, placeOf) {
  const file = await open(archive);
  try {
    for (const entry of await entriesOf(file)) {
      const place = entry.name.endsWith('/') ? null : placeOf(entry.name);
      if (place) await extract(archive, file, entry, place);
    }
  } finally {
    await file.close();
  }
}

/** @param {import('node:fs/promises').FileHandle} file @returns {Promise<ZipEntry[]>} */
async function entriesOf(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_RECORD_BYTES - LONGEST_COMMENT_BYTES), size);
  let at = tail.length - END_RECORD_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_RECORD) at--;
  if (at < 0) throw new Error('not a ZIP archive, or cut short');

  const start = tail.readUInt32LE(at + 16);
  const directory = await readAt(file, start, start + tail.readUInt32LE(at + 12));
  const entries = [];
  for (let offset = 0; offset < directory.length; ) {
    if (directory.readUInt32LE(offset) !== CENTRAL_RECORD) throw new Error('damaged ZIP directory');
    const nameBytes = directory.readUInt16LE(offset + 28);
    entries.push({
      name: directory.toString('utf8', offset + 46, offset + 46 + nameBytes),
      mode: (directory.readUInt32LE(offset + 38) >>> 16) & 0o777,
      crc: directory.readUInt32LE(offset + 16),
      method: directory.readUInt16LE(offset + 10),
      packedBytes: directory.readUInt32LE(offset + 20),
      localOffset: directory.readUInt32LE(offset + 42),
    });
    offset += 46 + nameBytes + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
  return entries;
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {string} place
 */
async function extract(archive, file, entry, place) {
  const local = await readAt(file, entry.localOffset, entry.localOffset + 30);
  if (local.readUInt32LE(0) !== LOCAL_RECORD) throw new Error(`damaged ZIP entry ${entry.name}`);
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`ZIP method ${entry.method} of ${entry.name} is not known`);
  await mkdir(dirname(place), { recursive: true });
  const start = entry.localOffset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  let crc = 0;
  const check = new Transform({
    transform(chunk, _encoding, done) {
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  const output = createWriteStream(place, { mode: entry.mode || 0o644 });
  // `end` is inclusive, so a stream over nothing cannot be asked for.
  const input = entry.packedBytes
    ? createReadStream(archive, { start, end: start + entry.packedBytes - 1 })
    : Readable.from([]);
  await (entry.method === 8 ? pipeline(input, createInflateRaw(), check, output) : pipeline(input, check, output));
  if (crc !== entry.crc) throw new Error(`damaged ZIP entry ${entry.name}: its checksum does not match`);
}

/** @param {import('node:fs/promises').FileHandle} file @param {number} start @param {number} end */
async function readAt(file, start, end) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
  return buffer.subarray(0, bytesRead);
}
