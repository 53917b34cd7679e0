import type { Budget } from '../budget.ts';
import { unpackEntry } from './unpack.ts';
import { readZipDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/** A zip with the means to unpack its parts, one at a time. */
export class ZipPackage {
  readonly directory: ZipDirectory;
  readonly #bytes: Uint8Array;
  readonly #budget: Budget;
  readonly #byName = new Map<string, ZipEntry>();

  /** Throws as `readZipDirectory`. */
  constructor(bytes: Uint8Array, budget: Budget, maxEntries: number) {
    this.directory = readZipDirectory(bytes, maxEntries);
    this.#bytes = bytes;
    this.#budget = budget;
    // Of two by one name the first counts.
    for (const entry of this.directory.entries.toReversed()) this.#byName.set(entry.name, entry);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  find(name: string): ZipEntry | undefined {
    return this.#byName.get(name);
  }

  /** Entries whose names fit, in the order of the numbers in them: `slide2.xml` before `slide10.xml`. */
  matching(pattern: RegExp): ZipEntry[] {
    return this.where((name) => pattern.test(name));
  }

  /** As `matching`. */
  where(fits: (name: string) => boolean): ZipEntry[] {
    const found = this.directory.entries.filter(({ name }) => fits(name));
    return found.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Throws as `unpackEntry`. */
  unpack(entry: ZipEntry): Uint8Array {
    return unpackEntry(this.#bytes, entry, this.#budget);
  }

  /** A part as text in XML's encodings; '' where it is absent. Throws as `unpackEntry`. */
  xml(name: string): string {
    const entry = this.find(name);
    return entry ? xmlOf(this.unpack(entry)) : '';
  }
}

/** XML in UTF-8 or, by its mark, UTF-16: what office packages may hold. */
export function xmlOf(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
