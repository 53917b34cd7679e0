/** A stream of a compound file: where it stands and how large it says it is. */
export interface CompoundStream {
  /** With the storages that hold it, e.g. `Macros/VBA/_VBA_PROJECT`. */
  readonly path: string;
  readonly firstSector: number;
  readonly bytes: number;
}

export interface CompoundFile {
  readonly streams: readonly CompoundStream[];
  /** A stream's content by its path; null: not there, or its chain is broken. At most as long as the file. */
  readonly content: (path: string) => Uint8Array | null;
  /** Every name, storages too, in full. */
  readonly paths: readonly string[];
  /** The root's class, lower-case hexadecimal as stored; zeros where it has none. */
  readonly rootClass: string;
}

const FREE = 0xffffffff;
const LAST_SECTOR = 0xfffffffa;
const ENTRY_BYTES = 128;
const MAX_ENTRIES = 20_000;

/**
 * An OLE compound file ([MS-CFB]): its directory, and its streams when asked for.
 * @returns null where it is damaged
 */
export function readCompoundFile(bytes: Uint8Array): CompoundFile | null {
  if (bytes.length < 512) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return null;
  const sectorBytes = 1 << shift;
  const directory = chain(view, view.getUint32(48, true), sectorBytes);
  if (!directory) return null;
  const rows = directory.flatMap((sector) => {
    const from = (sector + 1) * sectorBytes;
    return Array.from({ length: sectorBytes / ENTRY_BYTES }, (_, index) =>
      readRow(bytes, view, from + index * ENTRY_BYTES),
    );
  });
  const found = walk(rows.slice(0, MAX_ENTRIES));
  return found && { ...found, content: streamReader(bytes, view, sectorBytes, found) };
}

interface Row {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly classId: string;
  readonly firstSector: number;
  readonly bytes: number;
}

function readRow(bytes: Uint8Array, view: DataView, at: number): Row | null {
  if (at + ENTRY_BYTES > view.byteLength) return null;
  const nameBytes = Math.max(0, Math.min(64, view.getUint16(at + 64, true)) - 2);
  return {
    name: new TextDecoder('utf-16le').decode(bytes.subarray(at, at + nameBytes)),
    type: view.getUint8(at + 66),
    left: view.getUint32(at + 68, true),
    right: view.getUint32(at + 72, true),
    child: view.getUint32(at + 76, true),
    classId: Buffer.from(bytes.subarray(at + 80, at + 96)).toString('hex'),
    firstSector: view.getUint32(at + 116, true),
    bytes: view.getUint32(at + 120, true),
  };
}

interface Directory {
  readonly streams: readonly CompoundStream[];
  readonly paths: readonly string[];
  readonly rootClass: string;
  /** The root's own stream holds the small ones. */
  readonly small: CompoundStream;
}

function walk(rows: readonly (Row | null)[]): Directory | null {
  const root = rows[0];
  if (root?.type !== 5) return null;
  const streams: CompoundStream[] = [];
  const paths: string[] = [];
  const seen = new Set<number>();
  const waiting: { index: number; folder: string }[] = [{ index: root.child, folder: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const row = rows[next.index];
    // A hostile directory may be a ring.
    if (!row || row.type === 0 || seen.has(next.index)) continue;
    seen.add(next.index);
    const path = next.folder + row.name;
    paths.push(path);
    if (row.type === 2) streams.push({ path, firstSector: row.firstSector, bytes: row.bytes });
    waiting.push({ index: row.left, folder: next.folder }, { index: row.right, folder: next.folder });
    if (row.type === 1) waiting.push({ index: row.child, folder: `${path}/` });
  }
  return {
    streams,
    paths,
    rootClass: root.classId,
    small: { path: '', firstSector: root.firstSector, bytes: root.bytes },
  };
}

const SMALL_SECTOR_BYTES = 64;

/** Streams below the header's cutoff (4096 bytes) stand in sectors of 64 bytes within the root's stream ([MS-CFB] 2.4). */
function streamReader(bytes: Uint8Array, view: DataView, sectorBytes: number, { streams, small }: Directory) {
  const cutoffBytes = view.getUint32(56, true);
  const large = (first: number, size: number) => {
    const sectors = chain(view, first, sectorBytes);
    return (
      sectors &&
      Buffer.concat(
        sectors.map((sector) => bytes.subarray((sector + 1) * sectorBytes, (sector + 2) * sectorBytes)),
      ).subarray(0, size)
    );
  };
  return (path: string): Uint8Array | null => {
    const stream = streams.find((each) => each.path === path);
    if (!stream) return null;
    if (stream.bytes >= cutoffBytes) return large(stream.firstSector, stream.bytes);
    const holder = large(small.firstSector, small.bytes);
    const table = chain(view, view.getUint32(60, true), sectorBytes);
    if (!holder || !table) return null;
    const next = large(view.getUint32(60, true), table.length * sectorBytes);
    if (!next) return null;
    const parts: Uint8Array[] = [];
    for (let sector = stream.firstSector; sector < LAST_SECTOR; ) {
      if (parts.length > stream.bytes / SMALL_SECTOR_BYTES || sector * 4 + 4 > next.length) return null;
      parts.push(holder.subarray(sector * SMALL_SECTOR_BYTES, (sector + 1) * SMALL_SECTOR_BYTES));
      sector = next.readUInt32LE(sector * 4);
    }
    return Buffer.concat(parts).subarray(0, stream.bytes);
  };
}

/** The sectors of a chain through the allocation table; null where it leaves the file or runs in a ring. */
function chain(view: DataView, first: number, sectorBytes: number): number[] | null {
  const next = allocation(view, sectorBytes);
  const sectors: number[] = [];
  const most = Math.ceil(view.byteLength / sectorBytes);
  for (let sector = first; sector < LAST_SECTOR; sector = next(sector)) {
    if (sectors.length >= most || (sector + 1) * sectorBytes >= view.byteLength) return null;
    sectors.push(sector);
  }
  return sectors.length > 0 ? sectors : null;
}

/** Looks a sector's successor up: through the first 109 tables in the header, then those chained behind them. */
function allocation(view: DataView, sectorBytes: number): (sector: number) => number {
  const perTable = sectorBytes / 4;
  const tables: number[] = [];
  for (let index = 0; index < 109; index++) tables.push(view.getUint32(76 + index * 4, true));
  let more = view.getUint32(68, true);
  const most = Math.ceil(view.byteLength / sectorBytes);
  for (let count = 0; more < LAST_SECTOR && count < most; count++) {
    const from = (more + 1) * sectorBytes;
    if (from + sectorBytes > view.byteLength) break;
    for (let index = 0; index < perTable - 1; index++) tables.push(view.getUint32(from + index * 4, true));
    more = view.getUint32(from + (perTable - 1) * 4, true);
  }
  return (sector) => {
    const table = tables[Math.floor(sector / perTable)] ?? FREE;
    const at = (table + 1) * sectorBytes + (sector % perTable) * 4;
    return table < LAST_SECTOR && at + 4 <= view.byteLength ? view.getUint32(at, true) : FREE;
  };
}
