import { decodeText } from '../../look/text/decode.ts';
import { type LeftOut, MESSAGE_BOUNDS } from './bounds.ts';
import { decodedWords, textIn } from './encoded-words.ts';
import { stretchesOf } from './structured.ts';

/** One header field, unfolded (RFC 5322 2.2.3); encoded words as they stand. */
export interface Field {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

export interface HeaderBlock {
  readonly fields: readonly Field[];
  /** Where the body begins. */
  readonly bodyAt: number;
  /** Lines that are no fields. */
  readonly strayLines: number;
}

const LINE_FEED = 0x0a;

/** Reads the fields of one part, whose bytes are `bytes[from, to)`. */
export function readFields(bytes: Buffer, from: number, to: number, leftOut: LeftOut): HeaderBlock {
  const fields: { name: string; value: string }[] = [];
  let strayLines = 0;
  let isKept = false;
  let at = from;
  while (at < to) {
    const found = bytes.indexOf(LINE_FEED, at);
    const end = found < 0 || found >= to ? to : found;
    const isEmpty = end === at || (end === at + 1 && bytes[at] === 0x0d);
    if (isEmpty) return { fields, bodyAt: Math.min(end + 1, to), strayLines };
    const beyond = boundPassed(fields.length, end - from);
    if (beyond) {
      leftOut.add(beyond);
      return { fields, bodyAt: endOfHeader(bytes, at, to), strayLines };
    }
    const most = Math.min(end, at + MESSAGE_BOUNDS.fieldLength);
    if (most < end) leftOut.add(`header line > ${MESSAGE_BOUNDS.fieldLength} B`);
    const line = textOfLine(bytes.subarray(at, most));
    const field = /^([!-9;-~]{1,200})[ \t]*:/.exec(line);
    const last = fields.at(-1);
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (!last || !isKept) strayLines++;
      else if (last.value.length < MESSAGE_BOUNDS.fieldLength) last.value += ` ${line.trim()}`;
    } else if (field) {
      fields.push({ name: (field[1] ?? '').toLowerCase(), value: line.slice(field[0].length).trim() });
      isKept = true;
    } else {
      // The `From ` line of a mailbox file stands first and is no fault.
      if (!(at === from && line.startsWith('From '))) strayLines++;
      isKept = false;
    }
    at = end + 1;
  }
  return { fields, bodyAt: to, strayLines };
}

function boundPassed(fields: number, headerBytes: number): string {
  if (fields > MESSAGE_BOUNDS.fields) return `header fields > ${MESSAGE_BOUNDS.fields}`;
  return headerBytes > MESSAGE_BOUNDS.headerBytes ? `header > ${MESSAGE_BOUNDS.headerBytes} B` : '';
}

/** Behind the first empty line, without reading what stands before it. */
function endOfHeader(bytes: Buffer, from: number, to: number): number {
  const ends = ['\n\r\n', '\n\n'].map((mark) => {
    const at = bytes.indexOf(mark, from);
    return at < 0 ? to : at + mark.length;
  });
  return Math.min(to, ...ends);
}

/** RFC 6532 allows UTF-8; older senders write Big5 as it is. */
function textOfLine(bytes: Buffer): string {
  const line = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
  return decodeText(line)?.text ?? line.toString('latin1');
}

export const valuesOf = (fields: readonly Field[], name: string): readonly string[] =>
  fields.flatMap((field) => (field.name === name ? [field.value] : []));

/** A structured value: `text/html; charset=big5` (RFC 2045 5.1, with the continuations and charsets of RFC 2231). */
export interface Parameters {
  /** Lower case, '' for none. */
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /;\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;\s]*))/g;

export function parametersOf(field: string): Parameters {
  const plain = withoutFreeComments(field);
  const pieces = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of plain.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    const value = quoted === undefined ? (isFileName(key) ? bare : upToComment(bare)) : quoted.replace(/\\(.)/g, '$1');
    if (!pieces.has(key)) pieces.set(key, value);
  }
  const parameters = new Map<string, string>();
  for (const key of pieces.keys()) {
    const name = key.replace(/\*.*$/, '');
    if (!parameters.has(name)) parameters.set(name, joined(name, pieces));
  }
  return {
    value: upToComment(plain.split(';', 1)[0] ?? '')
      .trim()
      .toLowerCase(),
    parameters,
  };
}

/** Those that stand by themselves: many senders name a file `a(1).pdf` without the quotes that it would need. */
function withoutFreeComments(field: string): string {
  let plain = '';
  for (const { kind, text } of stretchesOf(field))
    plain += kind === 'comment' && /[\s;]/.test(plain.at(-1) ?? ' ') ? ' ' : text;
  return plain;
}

const isFileName = (parameter: string) => /^(?:file)?name\b/.test(parameter);
const upToComment = (value: string) => value.split('(', 1)[0] ?? '';

/** `name*`, `name*0*`, `name*1` … of RFC 2231; else the plain one, whose encoded words senders use all the same. */
function joined(name: string, pieces: ReadonlyMap<string, string>): string {
  const whole = pieces.get(`${name}*`);
  if (whole !== undefined) return percentDecoded(whole);
  if (!pieces.has(`${name}*0`) && !pieces.has(`${name}*0*`)) return decodedWords(pieces.get(name) ?? '');
  let text = '';
  for (let part = 0; part < 100; part++) {
    const piece = pieces.get(`${name}*${part}*`) ?? pieces.get(`${name}*${part}`);
    if (piece === undefined) break;
    text += piece;
  }
  return pieces.has(`${name}*0*`) ? percentDecoded(text) : decodedWords(text);
}

function percentDecoded(value: string): string {
  const [, charset = '', content = value] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? [];
  const bytes = Buffer.from(
    content.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return textIn(charset, bytes);
}
