export interface TarEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

const BLOCK = 512;

/** The files of a tar (POSIX.1-2017 pax, ustar and GNU long names), in order. Ends quietly where the archive is cut short. */
export function* tarEntries(bytes: Uint8Array): Generator<TarEntry> {
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header[0] === 0) return;
    const size = sizeOf(header);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L') longName = textOf(content);
    else if (type === 'x') longName = /\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(content))?.[1] ?? longName;
    else {
      const prefix = textOf(header.subarray(345, 500));
      const name = longName ?? (prefix ? `${prefix}/` : '') + textOf(header.subarray(0, 100));
      longName = null;
      if (type === '0' || type === '\0' || type === '7') yield { name, content };
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Octal digits, or binary where the first bit is set (GNU, beyond 8 GiB). */
function sizeOf(header: Uint8Array): number {
  const field = header.subarray(124, 136);
  if ((field[0] ?? 0) & 0x80) return field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0);
  const size = Number.parseInt(textOf(field).trim() || '0', 8);
  return Number.isNaN(size) ? 0 : size;
}

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  const raw = end < 0 ? field : field.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('big5').decode(raw);
  }
}
