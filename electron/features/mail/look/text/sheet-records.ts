/** One record of a workbook's stream ([MS-XLS] 2.1.4). Reading beyond its end throws a RangeError: it is damaged. */
export class SheetRecord {
  readonly kind: number;
  readonly view: DataView;

  constructor(kind: number, view: DataView) {
    this.kind = kind;
    this.view = view;
  }

  /** A string whose length takes one byte. */
  shortString(at: number): string {
    return this.#characters(at + 1, this.view.getUint8(at));
  }

  /** A string whose length takes two. */
  longString(at: number): string {
    return this.#characters(at + 2, this.view.getUint16(at, true));
  }

  #characters(at: number, count: number): string {
    const isWide = (this.view.getUint8(at) & 1) !== 0;
    return characters(this.view, at + 1, count, isWide);
  }
}

function characters(view: DataView, at: number, count: number, isWide: boolean): string {
  const bytes = new Uint8Array(
    view.buffer,
    view.byteOffset + at,
    Math.min(view.byteLength - at, isWide ? count * 2 : count),
  );
  return new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(bytes);
}

const CONTINUE = 0x003c;
const STRINGS_MAX = 2_000_000;

/** Walks the records of a workbook's stream, from `at` on. */
export class RecordReader {
  readonly #view: DataView;
  #at: number;

  constructor(stream: Uint8Array, at = 0) {
    this.#view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
    this.#at = at;
  }

  /** null: the stream ends. */
  next(): SheetRecord | null {
    if (this.#at + 4 > this.#view.byteLength) return null;
    const kind = this.#view.getUint16(this.#at, true);
    const bytes = this.#view.getUint16(this.#at + 2, true);
    const from = this.#at + 4;
    if (from + bytes > this.#view.byteLength) return null;
    this.#at = from + bytes;
    return new SheetRecord(kind, new DataView(this.#view.buffer, this.#view.byteOffset + from, bytes));
  }

  /**
   * The strings that cells refer to by number ([MS-XLS] 2.4.265). They run on through continued records; a string that
   * is cut there goes on behind a byte that says anew how wide its characters are.
   */
  sharedStrings(first: SheetRecord): string[] {
    return [...stringsIn([first.view, ...this.#continued()])];
  }

  /** The text of a comment or a shape ([MS-XLS] 2.4.329), which stands in the records behind it, its width in each. */
  shapeText(first: SheetRecord): string {
    if (first.view.byteLength < 12) return '';
    let rest = first.view.getUint16(10, true);
    let text = '';
    for (const part of this.#continued()) {
      if (rest === 0 || part.byteLength === 0) break;
      const piece = characters(part, 1, rest, (part.getUint8(0) & 1) !== 0);
      text += piece;
      rest -= piece.length;
    }
    return text;
  }

  #continued(): DataView[] {
    const parts: DataView[] = [];
    while (this.#at + 4 <= this.#view.byteLength && this.#view.getUint16(this.#at, true) === CONTINUE) {
      const part = this.next();
      if (!part) break;
      parts.push(part.view);
    }
    return parts;
  }
}

function* stringsIn(parts: readonly DataView[]): Generator<string> {
  let part = 0;
  let at = 8;
  const here = () => parts[part];
  const settle = () => {
    for (let view = here(); view && at >= view.byteLength && part + 1 < parts.length; view = here()) {
      at -= view.byteLength;
      part++;
    }
  };
  const due = Math.min(parts[0]?.getUint32(4, true) ?? 0, STRINGS_MAX);
  for (let index = 0; index < due; index++) {
    settle();
    const view = here();
    if (!view || at + 3 > view.byteLength) return;
    let rest = view.getUint16(at, true);
    const flags = view.getUint8(at + 2);
    const runs = flags & 8 ? view.getUint16(at + 3, true) : 0;
    const phoneticBytes = flags & 4 ? view.getUint32(at + 3 + (flags & 8 ? 2 : 0), true) : 0;
    at += 3 + (flags & 8 ? 2 : 0) + (flags & 4 ? 4 : 0);
    let isWide = (flags & 1) !== 0;
    let text = '';
    while (rest > 0) {
      const room = here();
      if (!room) return;
      const count = Math.min(rest, Math.floor((room.byteLength - at) / (isWide ? 2 : 1)));
      text += characters(room, at, count, isWide);
      at += count * (isWide ? 2 : 1);
      rest -= count;
      if (rest === 0) break;
      const next = parts[++part];
      if (!next || next.byteLength === 0) return;
      isWide = (next.getUint8(0) & 1) !== 0;
      at = 1;
    }
    at += runs * 4 + phoneticBytes;
    yield text;
  }
}

/** A number in 32 bits ([MS-XLS] 2.5.122): a whole one or a double's upper half, perhaps a hundredth. */
export function cellNumber(rk: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, rk & 0xfffffffc);
  const value = rk & 2 ? (rk | 0) >> 2 : view.getFloat64(0);
  return rk & 1 ? value / 100 : value;
}
