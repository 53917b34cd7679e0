import { endingOf } from '../../look/disguise.ts';
import { type LeftOut, MESSAGE_BOUNDS } from './bounds.ts';
import { decodedWords, fromBase64, quotedPrintable, textIn } from './encoded-words.ts';
import { type Field, type Parameters, parametersOf, readFields, valuesOf } from './fields.ts';
import { clausesOf } from './structured.ts';

/** A part that holds content of its own: text to be read, or a file. */
export interface Part {
  /** Lower case, `text/plain` where it says none. */
  readonly mediaType: string;
  /** '' where it has none. */
  readonly name: string;
  readonly isAttachment: boolean;
  /** Without angle brackets; '' for none. */
  readonly contentId: string;
  /** Decoded from its transfer encoding. */
  readonly content: Buffer;
  /** In the charset it claims; '' for what is no text. */
  readonly text: string;
}

export interface Message {
  readonly fields: readonly Field[];
  readonly parts: readonly Part[];
  /** The header of each message that is attached, as colleagues pass on what they doubt. */
  readonly attached: readonly (readonly Field[])[];
  /** What was not read, each with its bound. */
  readonly leftOut: ReadonlySet<string>;
  /** What contradicts the format, e.g. `2 × From`. */
  readonly faults: ReadonlySet<string>;
}

interface Piece {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** A message of its own, not a part of one. */
  readonly isMessage: boolean;
  readonly fallbackType: string;
}

/**
 * Reads a message (RFC 5322, MIME: RFC 2045–2047, 2231) without ever refusing one: what is broken is a fault beside
 * what could be read. Work grows with the bytes times the nesting, which is bounded.
 */
export function readMessage(whole: Uint8Array): Message {
  const leftOut: LeftOut = new Set();
  const faults = new Set<string>();
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, Math.min(whole.byteLength, MESSAGE_BOUNDS.bytes));
  if (bytes.length < whole.byteLength) leftOut.add(`message > ${MESSAGE_BOUNDS.bytes} B`);
  const parts: Part[] = [];
  const attached: (readonly Field[])[] = [];
  let fields: readonly Field[] | null = null;
  let textBytes: number = MESSAGE_BOUNDS.allTextBytes;
  const waiting: Piece[] = [{ ...wholeOf(bytes), depth: 0, isMessage: true, fallbackType: '' }];
  for (let piece = waiting.pop(); piece; piece = waiting.pop()) {
    if (parts.length >= MESSAGE_BOUNDS.parts) {
      leftOut.add(`parts > ${MESSAGE_BOUNDS.parts}`);
      break;
    }
    const block = readFields(piece.bytes, piece.from, piece.to, leftOut);
    if (block.strayLines > 0 && piece.depth === 0) faults.add(`${block.strayLines} × ?`);
    if (fields && piece.isMessage) attached.push(block.fields);
    fields ??= block.fields;
    const type = parametersOf(valuesOf(block.fields, 'content-type')[0] ?? piece.fallbackType);
    const children = childrenOf({ ...piece, from: block.bodyAt }, type, block.fields);
    if (children && piece.depth >= MESSAGE_BOUNDS.depth) leftOut.add(`MIME depth > ${MESSAGE_BOUNDS.depth}`);
    else if (children) waiting.push(...children.reverse());
    else {
      const body = piece.bytes.subarray(block.bodyAt, piece.to);
      const encoding = encodingOf(block.fields);
      // Some program may know it, e.g. `x-uuencode`, and show what is not read here.
      if (!isKnownEncoding(encoding)) leftOut.add(`Content-Transfer-Encoding: ${encoding.slice(0, 40)}`);
      const part = leafOf(body, type, block.fields, piece.depth, textBytes, leftOut);
      if (!part.isAttachment) textBytes -= Math.min(textBytes, part.content.length);
      parts.push(part);
    }
  }
  for (const name of ['from', 'subject', 'reply-to', 'date']) {
    const count = valuesOf(fields ?? [], name).length;
    // RFC 5322 3.6 allows one; with two, programs show different ones.
    if (count > 1) faults.add(`${count} × ${name}`);
  }
  return { fields: fields ?? [], parts, attached, leftOut, faults };
}

/** Behind a byte order mark and empty lines, which some programs write when they save. */
function wholeOf(bytes: Buffer): Pick<Piece, 'bytes' | 'from' | 'to'> {
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[from] === 0x0d || bytes[from] === 0x0a) from++;
  return { bytes, from, to: bytes.length };
}

const FIRST_FIELD = /^(?:>?From [^\n]{1,200}\n)?[!-9;-~]{2,80}[ \t]*:/;

/** Does it begin with a field, as every message does, and as no program's own format? */
export function beginsAsMessage(bytes: Buffer): boolean {
  const start = bytes.subarray(wholeOf(bytes).from).toString('latin1', 0, 4_096);
  return FIRST_FIELD.test(start) && !start.includes('\0');
}

/** The parts of a multipart, or the message that is attached; null: it holds content of its own. */
function childrenOf(body: Piece, type: Parameters, fields: readonly Field[]): Piece[] | null {
  const { bytes, from, to } = body;
  const inner = { bytes, depth: body.depth + 1, isMessage: false, fallbackType: '' };
  const boundary = type.parameters.get('boundary') ?? '';
  if (type.value.startsWith('multipart/') && boundary !== '') {
    const fallbackType = type.value === 'multipart/digest' ? 'message/rfc822' : '';
    const ranges = rangesBetween(bytes, from, to, Buffer.from(`--${boundary}`));
    return ranges.length > 0 ? ranges.map((range) => ({ ...range, ...inner, fallbackType })) : null;
  }
  const isNamed = endingOf(nameOf(type, fields)) === 'eml';
  if (type.value !== 'message/rfc822' && !isNamed) return null;
  // Programs encode it against RFC 2046 5.2.1, or call it a file by its name alone; those who read it open it all the same.
  const content = decodedBody(bytes.subarray(from, to), fields);
  return isNamed && !beginsAsMessage(content) ? null : [{ ...inner, ...wholeOf(content), isMessage: true }];
}

/** RFC 2046 5.1.1: between lines that begin with the delimiter, up to the closing one or the end. */
function rangesBetween(bytes: Buffer, from: number, to: number, delimiter: Buffer): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let begun = -1;
  for (
    let at = bytes.indexOf(delimiter, from);
    at >= 0 && at < to;
    at = bytes.indexOf(delimiter, at + delimiter.length)
  ) {
    if (at > from && bytes[at - 1] !== 0x0a) continue;
    const behind = at + delimiter.length;
    const isClosing = bytes[behind] === 0x2d && bytes[behind + 1] === 0x2d;
    const lineEnd = bytes.indexOf(0x0a, behind);
    if (!isClosing && !isBlank(bytes, behind, lineEnd < 0 ? to : lineEnd)) continue;
    if (begun >= 0) ranges.push({ from: begun, to: Math.max(begun, at - (bytes[at - 2] === 0x0d ? 2 : 1)) });
    begun = isClosing || lineEnd < 0 ? -1 : lineEnd + 1;
    if (isClosing || ranges.length > MESSAGE_BOUNDS.parts) return ranges;
  }
  if (begun >= 0 && begun < to) ranges.push({ from: begun, to });
  return ranges;
}

/** Only what may stand behind a delimiter; looked at no further than a line of header would be long. */
function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}

/** @param allTextBytes how much text may still be judged in this message */
function leafOf(
  body: Buffer,
  type: Parameters,
  fields: readonly Field[],
  depth: number,
  allTextBytes: number,
  leftOut: LeftOut,
): Part {
  const content = decodedBody(body, fields);
  const mediaType = type.value || 'text/plain';
  const name = nameOf(type, fields);
  const isText = mediaType === 'text/plain' || mediaType === 'text/html' || (depth === 0 && name === '');
  const isAttachment = dispositionOf(fields).value === 'attachment' || !isText || name !== '';
  const textBytes = Math.min(MESSAGE_BOUNDS.textBytes, allTextBytes);
  if (!isAttachment && content.length > textBytes)
    leftOut.add(
      `text > ${allTextBytes < MESSAGE_BOUNDS.textBytes ? MESSAGE_BOUNDS.allTextBytes : MESSAGE_BOUNDS.textBytes} B`,
    );
  return {
    mediaType,
    name: name.slice(0, 500),
    isAttachment,
    contentId: (valuesOf(fields, 'content-id')[0] ?? '').replace(/^<|>$/g, ''),
    content,
    text: isAttachment ? '' : textIn(type.parameters.get('charset') ?? '', content.subarray(0, textBytes)),
  };
}

const dispositionOf = (fields: readonly Field[]) => parametersOf(valuesOf(fields, 'content-disposition')[0] ?? '');

const nameOf = (type: Parameters, fields: readonly Field[]): string =>
  dispositionOf(fields).parameters.get('filename') || type.parameters.get('name') || '';

function decodedBody(body: Buffer, fields: readonly Field[]): Buffer {
  const encoding = encodingOf(fields);
  if (encoding === 'base64') return fromBase64(body.toString('latin1'));
  return encoding === 'quoted-printable' ? quotedPrintable(body) : body;
}

/** Lower case; comments may stand about it (RFC 2045 6.1). */
const encodingOf = (fields: readonly Field[]): string =>
  clausesOf(valuesOf(fields, 'content-transfer-encoding')[0] ?? '')[0]
    ?.trim()
    .toLowerCase() ?? '';

/** As it stands there, by these or by the ways that they are misspelt. */
const UNENCODED = /^(?:[78][ -]?bits?|binary|)$/;
const isKnownEncoding = (encoding: string) =>
  encoding === 'base64' || encoding === 'quoted-printable' || UNENCODED.test(encoding);

/** A field's words for a person: decoded, in one line. */
export const shownField = (fields: readonly Field[], name: string): string =>
  decodedWords(valuesOf(fields, name)[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
