import { decodeText } from '../../look/text/decode.ts';

/** Text in the charset that its sender names; where that is none known, by what the bytes look like. */
export function textIn(charset: string, bytes: Uint8Array): string {
  const label = charset.trim().toLowerCase();
  try {
    if (label !== '' && label !== 'us-ascii' && label !== 'ascii') return new TextDecoder(label).decode(bytes);
  } catch {
    // An unknown charset is a stranger's claim, not a failure of ours.
  }
  return decodeText(bytes)?.text ?? new TextDecoder('windows-1252').decode(bytes);
}

const ENCODED_WORD = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?\r\n]{0,2000})\?=/gi;

/**
 * RFC 2047. Neighbouring words of one charset are joined before they are decoded, since senders cut characters in two.
 */
export function decodedWords(value: string): string {
  if (!value.includes('=?')) return value;
  const runs: { charset: string; bytes: Buffer[]; before: string }[] = [];
  let end = 0;
  for (const match of value.matchAll(ENCODED_WORD)) {
    const [whole, charset = '', encoding = '', content = ''] = match;
    const bytes = encoding.toLowerCase() === 'b' ? fromBase64(content) : fromQ(content);
    const between = value.slice(end, match.index);
    const last = runs.at(-1);
    // White space between two encoded words is no part of the text (RFC 2047 6.2).
    const before = last && between.trim() === '' ? '' : between;
    if (last && before === '' && last.charset === charset.toLowerCase()) last.bytes.push(bytes);
    else runs.push({ charset: charset.toLowerCase(), bytes: [bytes], before });
    end = match.index + whole.length;
  }
  const text = runs.map(({ charset, bytes, before }) => before + textIn(charset, Buffer.concat(bytes))).join('');
  return text + value.slice(end);
}

const fromQ = (content: string) => quotedPrintable(Buffer.from(content.replaceAll('_', ' '), 'latin1'));

/** RFC 2045 6.8: whatever is not of its alphabet is ignored. Node would read `-` and `_` as those of base64url. */
export function fromBase64(text: string): Buffer {
  return Buffer.from(/[^A-Za-z0-9+/=\s]/.test(text) ? text.replace(/[^A-Za-z0-9+/=]+/g, '') : text, 'base64');
}

/** RFC 2045 6.7, one pass; what is not well-formed stays as it stands. */
export function quotedPrintable(bytes: Buffer): Buffer {
  if (!bytes.includes(0x3d)) return bytes;
  const decoded = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x3d) {
      decoded[length++] = byte;
      continue;
    }
    const high = hexDigit(bytes[at + 1]);
    const low = hexDigit(bytes[at + 2]);
    if (high >= 0 && low >= 0) {
      decoded[length++] = high * 16 + low;
      at += 2;
    } else if (bytes[at + 1] === 0x0a) at += 1;
    else if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) at += 2;
    else decoded[length++] = byte;
  }
  return decoded.subarray(0, length);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
