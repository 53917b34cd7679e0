import { entryName } from './archive/entry-name.ts';
import { NotOpened } from './archive/unpack.ts';
import type { CompoundFile } from './compound-file.ts';

/** A file that was put into a document as an object. */
export interface OleFile {
  readonly name: string;
  /** Where it came from, which may end otherwise than its label; '' where nothing says. */
  readonly cameFrom: string;
  readonly content: Uint8Array;
}

/** An object in a document, by what it is called where its own file gives no name. */
export interface OleObject {
  readonly at: string;
  /** @throws NotOpened where it is in a form that is not read */
  readonly read: () => OleFile;
}

const NATIVE = '\u0001Ole10Native';
/** Another document may stand whole in a stream of its own. */
const HOLDERS = new Set([NATIVE, 'Package', 'CONTENTS']);
const lastStep = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const isHolder = (path: string) => HOLDERS.has(lastStep(path));
/** Streams that OLE keeps for itself begin with such a mark ([MS-OLEDS] 2.3). */
const isOlesOwn = (path: string) => lastStep(path) < '\u0004';

/** The objects within a compound file. */
export function objectsIn(compound: CompoundFile): OleObject[] {
  return compound.streams.flatMap(({ path }) => {
    if (!isHolder(path)) return [];
    const at = path.replace('\u0001', '');
    return [{ at, read: () => fileInHolder(compound, path, at) }];
  });
}

/** Does it hold objects, and nothing else? */
export const isOnlyHolder = ({ streams }: CompoundFile): boolean =>
  streams.some(({ path }) => isHolder(path)) && streams.every(({ path }) => isHolder(path) || isOlesOwn(path));

function fileInHolder({ content }: CompoundFile, path: string, at: string): OleFile {
  const stream = content(path);
  // The size of what follows stands before it ([MS-OLEDS] 2.3.6).
  const file =
    stream && (path.endsWith(NATIVE) ? packagedFile(stream.subarray(4)) : { name: at, cameFrom: '', content: stream });
  if (!file) throw new NotOpened('OLE');
  return file;
}

/**
 * An object in the older form ([MS-OLEDS] 2.2.5), as RTF writes it in hexadecimal.
 * @throws NotOpened where it is neither a compound file nor a file of the Object Packager
 */
export function fileInObject(bytes: Uint8Array): OleFile {
  const reader = new Reader(bytes);
  reader.skip(4);
  const isEmbedded = reader.number(4) === 2;
  const className = reader.text(reader.number(4));
  reader.skip(reader.number(4));
  reader.skip(reader.number(4));
  const native = reader.bytes(reader.number(4));
  if (!isEmbedded || !native) throw new NotOpened('OLE');
  const packaged = className.toLowerCase() === 'package' ? packagedFile(native) : null;
  if (packaged) return packaged;
  if (native[0] !== 0xd0 || native[1] !== 0xcf) throw new NotOpened('OLE');
  return { name: className, cameFrom: '', content: native };
}

/**
 * What the Object Packager writes, in no published specification: 2, label, path, 0, 3, the length of a temporary
 * path and the path, the size and the bytes of the file.
 */
function packagedFile(data: Uint8Array): OleFile | null {
  const reader = new Reader(data);
  if (reader.number(2) !== 2) return null;
  const label = reader.textToZero();
  const path = reader.textToZero();
  if (reader.number(2) !== 0 || reader.number(2) !== 3) return null;
  const temporary = reader.text(reader.number(4));
  const content = reader.bytes(reader.number(4));
  const cameFrom = lastName(temporary) || lastName(path);
  return content && { name: label || cameFrom, cameFrom, content };
}

const lastName = (path: string) => /[^\\/]*$/.exec(path)?.[0] ?? '';

const NAME_MAX_BYTES = 1024;

/** Reads on from a place; beyond the end numbers are -1 and bytes null. */
class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  number(size: 2 | 4): number {
    const at = this.#at;
    this.#at += size;
    if (this.#at > this.#view.byteLength) return -1;
    return size === 2 ? this.#view.getUint16(at, true) : this.#view.getUint32(at, true);
  }

  skip(count: number): void {
    this.#at = count < 0 ? this.#view.byteLength + 1 : this.#at + count;
  }

  bytes(count: number): Uint8Array | null {
    const from = this.#at;
    this.skip(count);
    return this.#at > this.#view.byteLength ? null : this.#bytes.subarray(from, this.#at);
  }

  /** In whichever code page; its end may be marked by a zero. */
  text(count: number): string {
    const raw = this.bytes(count) ?? new Uint8Array();
    const end = raw.indexOf(0);
    return entryName(raw.subarray(0, end < 0 ? raw.length : end).subarray(0, NAME_MAX_BYTES), 0, new Uint8Array());
  }

  textToZero(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    return this.text(end < 0 ? -1 : end + 1 - this.#at);
  }
}
