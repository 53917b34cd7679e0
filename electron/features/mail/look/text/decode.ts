/** Text and the encoding that it was read in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'big5';
}

const SAMPLE_BYTES = 65_536;

/**
 * Reads bytes as text: by the byte order mark, else UTF-8, else UTF-16 by where its zeros stand, else Big5 (as WHATWG
 * defines it, with the Hong Kong additions).
 * @returns null where it is no text in any of these
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const encoding = encodingOf(bytes);
  return encoding && { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** Judged by the first 64 KiB. */
export function encodingOf(bytes: Uint8Array): DecodedText['encoding'] | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = widthByZeros(sample);
  if (wide) return wide;
  if (hasControls(sample)) return null;
  if (decodes('utf-8', sample, bytes.length > SAMPLE_BYTES)) return 'utf-8';
  return decodes('big5', sample, bytes.length > SAMPLE_BYTES) ? 'big5' : null;
}

/** `stream`: the sample may end within a character. */
function decodes(encoding: 'utf-8' | 'big5', sample: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream });
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 of mostly Latin digits and markup has a zero in every other byte; other text has none at all. */
function widthByZeros(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (sample.length < 4 || sample.length % 2 !== 0) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.2 && even === 0) return 'utf-16le';
  if (even > pairs * 0.2 && odd === 0) return 'utf-16be';
  return null;
}

/** Control characters that no text has; form feed, escape and the like do occur. */
function hasControls(sample: Uint8Array): boolean {
  return sample.some((byte) => byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b);
}
