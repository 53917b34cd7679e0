const UTF8_FLAG = 0x0800;
const UNICODE_PATH = 0x7075;

/**
 * The name of a zip's entry. Without the UTF-8 flag (APPNOTE 4.4.4) Windows in Taiwan writes Big5, others write UTF-8
 * all the same; Info-ZIP's Unicode path field (0x7075) decides where it is there.
 */
export function entryName(raw: Uint8Array, flags: number, extra: Uint8Array): string {
  if (flags & UTF8_FLAG) return new TextDecoder().decode(raw);
  return unicodePath(extra) ?? decoded('utf-8', raw) ?? decoded('big5', raw) ?? new TextDecoder('latin1').decode(raw);
}

function unicodePath(extra: Uint8Array): string | null {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= view.byteLength; ) {
    const size = view.getUint16(at + 2, true);
    // A version byte and the checksum of the plain name stand before it.
    if (view.getUint16(at, true) === UNICODE_PATH && size > 5)
      return decoded('utf-8', extra.subarray(at + 9, at + 4 + size));
    at += 4 + size;
  }
  return null;
}

function decoded(encoding: 'utf-8' | 'big5', raw: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(raw);
  } catch {
    return null;
  }
}
