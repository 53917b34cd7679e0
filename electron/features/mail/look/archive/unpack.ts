import { gunzipSync, inflateRawSync } from 'node:zlib';
import { type Budget, OutOfBounds } from '../budget.ts';
import { DamagedZip, type ZipEntry } from './zip-directory.ts';

const STORED = 0;
const DEFLATED = 8;
/** Text packs to a tenth; only repetition made for it packs to a thousandth. Deflate's own limit is 1 : 1032. */
const BOMB_RATIO = 200;
const BOMB_LEAST_BYTES = 20_000_000;

/** Packed far smaller than anything that people write. */
export class Bomb extends Error {
  constructor(packedBytes: number, unpackedBytes: number) {
    super(`${packedBytes} B → ${unpackedBytes} B`);
    this.name = 'Bomb';
  }
}

/** Packed, or built, in a way that is not opened here. */
export class NotOpened extends Error {
  constructor(how: string) {
    super(how);
    this.name = 'NotOpened';
  }
}

export const isBombSized = (packedBytes: number, unpackedBytes: number) =>
  unpackedBytes >= BOMB_LEAST_BYTES && unpackedBytes > packedBytes * BOMB_RATIO;

/**
 * One entry's content. What an entry claims is not believed: no more is unpacked than the budget allows.
 * @throws Bomb, OutOfBounds, NotOpened, DamagedZip
 */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, budget: Budget): Uint8Array {
  if (entry.dataAt === null) throw new DamagedZip(entry.name);
  if (isBombSized(entry.packedBytes, entry.unpackedBytes)) throw new Bomb(entry.packedBytes, entry.unpackedBytes);
  const packed = bytes.subarray(entry.dataAt, entry.dataAt + entry.packedBytes);
  if (entry.method === STORED) return taken(packed, budget);
  if (entry.method !== DEFLATED) throw new NotOpened(`method ${entry.method}`);
  return bounded(packed, budget, (maxOutputLength) => inflateRawSync(packed, { maxOutputLength }));
}

/** The content of a gzip file (RFC 1952), all members. Throws as `unpackEntry`. */
export function unpackGzip(packed: Uint8Array, budget: Budget): Uint8Array {
  return bounded(packed, budget, (maxOutputLength) => gunzipSync(packed, { maxOutputLength }));
}

/** A file that stands unpacked within another. @throws OutOfBounds */
export function takeWhole(content: Uint8Array, budget: Budget): Uint8Array {
  if (content.length > budget.nextPartBytes) throw new OutOfBounds('partBytes', budget.nextPartBytes);
  return taken(content, budget);
}

function bounded(packed: Uint8Array, budget: Budget, unpack: (maxOutputLength: number) => Uint8Array): Uint8Array {
  const maxBytes = budget.nextPartBytes;
  if (maxBytes <= 0) throw new OutOfBounds('unpackedBytes', maxBytes);
  try {
    return taken(unpack(maxBytes), budget);
  } catch (error) {
    if (error instanceof OutOfBounds) throw error;
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE')
      throw new DamagedZip((error as Error).message);
    if (isBombSized(packed.length, maxBytes)) throw new Bomb(packed.length, maxBytes);
    throw new OutOfBounds('partBytes', maxBytes);
  }
}

function taken(content: Uint8Array, budget: Budget): Uint8Array {
  budget.takeUnpacked(content.length);
  return content;
}
