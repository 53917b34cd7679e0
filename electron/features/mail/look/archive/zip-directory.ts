import { entryName } from './entry-name.ts';

/** One entry as the central directory gives it; sizes are claims until unpacked. */
export interface ZipEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
  /** APPNOTE 4.4.5: 0 stored, 8 deflated; others are not unpacked here. */
  readonly method: number;
  readonly packedBytes: number;
  /** Where its local header is said to be. */
  readonly headerAt: number;
  readonly unpackedBytes: number;
  /** Where the packed bytes begin; null: the local header contradicts the directory or is not there. */
  readonly dataAt: number | null;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Does `entries` hold every one that the directory lists? */
  readonly isWhole: boolean;
  /** Two entries share packed bytes: no packer writes that, bombs do. */
  readonly overlaps: boolean;
}

/** The file claims to be a zip and cannot be read as one. */
export class DamagedZip extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'DamagedZip';
  }
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCAL_BYTES = 30;
const COMMENT_MAX_BYTES = 0xffff;
const FULL_32 = 0xffffffff;
const FULL_16 = 0xffff;

/**
 * Reads the directory of a zip (PKWARE APPNOTE 6.3.10, zip64 included), from bytes as found: a stranger's.
 * @param maxEntries how many entries are read at most
 * @throws DamagedZip
 */
export function readZipDirectory(bytes: Uint8Array, maxEntries: number): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, size, offset, endAt } = findEnd(view);
  // What stands before the archive (a self-extractor's program) shifts every offset in it.
  const shift = endAt - (offset + size);
  if (shift < 0) throw new DamagedZip('directory beyond the end');
  const entries: ZipEntry[] = [];
  let at = offset + shift;
  const isEntry = () => at + 46 <= endAt && view.getUint32(at, true) === CENTRAL;
  // The count is not believed: some readers go by it, others by what stands there.
  while (entries.length < maxEntries && isEntry()) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + nameBytes + extraBytes + commentBytes;
    if (next > endAt) throw new DamagedZip('directory cut short');
    entries.push(readEntry(bytes, view, at, nameBytes, extraBytes, shift));
    at = next;
  }
  if (entries.length < Math.min(count, maxEntries)) throw new DamagedZip('directory cut short');
  return { entries, isWhole: !isEntry(), overlaps: haveOverlap(entries) };
}

function findEnd(view: DataView): { count: number; size: number; offset: number; endAt: number } {
  const lowest = Math.max(0, view.byteLength - END_BYTES - COMMENT_MAX_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== FULL_16 && size !== FULL_32 && offset !== FULL_32) return { count, size, offset, endAt: at };
    return findEnd64(view, at) ?? { count, size, offset, endAt: at };
  }
  throw new DamagedZip('no end of directory');
}

function findEnd64(view: DataView, endAt: number) {
  const locatorAt = endAt - 20;
  if (locatorAt < 0 || view.getUint32(locatorAt, true) !== LOCATOR_64) return null;
  const at = Number(view.getBigUint64(locatorAt + 8, true));
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== END_64)
    throw new DamagedZip('no zip64 end of directory');
  const number = (field: number) => Number(view.getBigUint64(at + field, true));
  return { count: number(32), size: number(40), offset: number(48), endAt: at };
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameBytes: number,
  extraBytes: number,
  shift: number,
): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const rawName = bytes.subarray(at + 46, at + 46 + nameBytes);
  const extraAt = at + 46 + nameBytes;
  const sizes = widened(view, extraAt, extraAt + extraBytes, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  const [unpackedBytes, packedBytes, localAt] = sizes;
  const name = entryName(rawName, flags, bytes.subarray(extraAt, extraAt + extraBytes));
  const method = view.getUint16(at + 10, true);
  return {
    name,
    isFolder: name.endsWith('/'),
    isEncrypted: (flags & 1) !== 0,
    // 99: WinZip's AES, whose true method stands in an extra field; encrypted all the same.
    method,
    packedBytes,
    headerAt: localAt + shift,
    unpackedBytes,
    dataAt: dataPlace(bytes, view, localAt + shift, rawName, method, packedBytes),
  };
}

/** Unpacked size, packed size and offset, with the zip64 field (0x0001) for those that are full. */
function widened(view: DataView, from: number, to: number, sizes: [number, number, number]): [number, number, number] {
  if (!sizes.includes(FULL_32)) return sizes;
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    const end = Math.min(to, field + view.getUint16(at + 2, true));
    return sizes.map((size) => {
      if (size !== FULL_32 || field + 8 > end) return size;
      field += 8;
      return Number(view.getBigUint64(field - 8, true));
    }) as [number, number, number];
  }
  return sizes;
}

/** Programs differ on which header they believe; an archive whose two headers disagree shows each another content. */
function dataPlace(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  rawName: Uint8Array,
  method: number,
  packedBytes: number,
): number | null {
  if (at < 0 || at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL) return null;
  const nameBytes = view.getUint16(at + 26, true);
  const localName = bytes.subarray(at + 30, at + 30 + nameBytes);
  const sameName = localName.length === rawName.length && localName.every((byte, index) => byte === rawName[index]);
  if (!sameName || view.getUint16(at + 8, true) !== method) return null;
  const dataAt = at + 30 + nameBytes + view.getUint16(at + 28, true);
  return dataAt + packedBytes <= view.byteLength ? dataAt : null;
}

function haveOverlap(entries: readonly ZipEntry[]): boolean {
  const sorted = [...entries].sort((a, b) => a.headerAt - b.headerAt);
  return sorted.some((entry, index) => {
    const before = sorted[index - 1];
    return before !== undefined && entry.headerAt < before.headerAt + LOCAL_BYTES + before.packedBytes;
  });
}
