/** A file in a RAR, by its header; what is packed in it is not unpacked here. */
export interface RarEntry {
  /** '' where the names are encrypted as well. */
  readonly name: string;
  readonly isEncrypted: boolean;
}

const RAR_5 = Buffer.from('526172211a070100', 'hex');
const RAR_4_BYTES = 7;
/** As many as a zip's. */
const MOST_BLOCKS = 100_000;
const HIDDEN: RarEntry = { name: '', isEncrypted: true };

/** The files of a RAR, versions 4 and 5, in order. Ends quietly where the archive is cut short or its headers make no sense. */
export function rarEntries(content: Uint8Array): Generator<RarEntry> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return RAR_5.equals(bytes.subarray(0, RAR_5.length)) ? entries5(bytes) : entries4(bytes);
}

/** RARLAB's "RAR 5.0 archive format": blocks of a checksum, a size, a type and flags, numbers in seven bits a byte. */
function* entries5(bytes: Buffer): Generator<RarEntry> {
  let at = RAR_5.length;
  for (let block = 0; block < MOST_BLOCKS && at + 7 < bytes.length; block++) {
    const header = new Numbers(bytes, at + 4);
    const headerBytes = header.next();
    const endAt = header.at + headerBytes;
    const [type, flags] = [header.next(), header.next()];
    const extraBytes = flags & 1 ? header.next() : 0;
    const dataBytes = flags & 2 ? header.next() : 0;
    if (headerBytes < 2 || endAt > bytes.length) return;
    if (type === 4) return yield HIDDEN;
    if (type === 2) {
      const fileFlags = header.next();
      // Unpacked size and attributes; time and checksum where they are given; how it is packed, and by which system.
      header.skip(2);
      header.at += (fileFlags & 2 ? 4 : 0) + (fileFlags & 4 ? 4 : 0);
      header.skip(2);
      const nameBytes = header.next();
      const name = bytes.toString('utf8', header.at, Math.min(endAt, header.at + nameBytes));
      const isEncrypted = hasRecord(bytes, endAt - extraBytes, endAt, 1);
      if (!(fileFlags & 1)) yield { name, isEncrypted };
    }
    at = endAt + dataBytes;
  }
}

/** Has the extra area a record of this type? */
function hasRecord(bytes: Buffer, from: number, to: number, type: number): boolean {
  for (let at = from; at < to; ) {
    const record = new Numbers(bytes, at);
    const size = record.next();
    const endAt = record.at + size;
    if (record.next() === type) return true;
    if (size === 0) return false;
    at = endAt;
  }
  return false;
}

class Numbers {
  at: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let place = 0; place < 7; place++) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) break;
    }
    return value;
  }

  skip(count: number): void {
    for (let each = 0; each < count; each++) this.next();
  }
}

/** Version 4, as its "technote.txt" has it: blocks of a checksum, a type, flags and a size. */
function* entries4(bytes: Buffer): Generator<RarEntry> {
  let at = RAR_4_BYTES;
  for (let block = 0; block < MOST_BLOCKS && at + 7 <= bytes.length; block++) {
    const type = bytes[at + 2];
    const flags = bytes.readUInt16LE(at + 3);
    const headerBytes = bytes.readUInt16LE(at + 5);
    if (headerBytes < 7 || at + headerBytes > bytes.length) return;
    if (type === 0x73 && flags & 0x80) return yield HIDDEN;
    const hasData = type === 0x74 || (flags & 0x8000) !== 0;
    let dataBytes = hasData && headerBytes >= 11 ? bytes.readUInt32LE(at + 7) : 0;
    if (type === 0x74 && headerBytes >= 32) {
      const isLarge = (flags & 0x100) !== 0 && headerBytes >= 40;
      if (isLarge) dataBytes += bytes.readUInt32LE(at + 32) * 2 ** 32;
      const nameAt = at + (isLarge ? 40 : 32);
      const raw = bytes.subarray(nameAt, Math.min(at + headerBytes, nameAt + bytes.readUInt16LE(at + 26)));
      if ((flags & 0xe0) !== 0xe0) yield { name: name4(raw), isEncrypted: (flags & 4) !== 0 };
    }
    at += headerBytes + dataBytes;
  }
}

/** Behind a zero stand the letters that the system's own code page has not; the ending stands before it all the same. */
function name4(raw: Buffer): string {
  const end = raw.indexOf(0);
  const plain = end < 0 ? raw : raw.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return new TextDecoder('big5').decode(plain);
  }
}
