import type { SizeForecast } from '../../../contract/mail.ts';
import type { MailSettings } from '../../../contract/settings.ts';
import { partHeaderBytes } from './part-header.ts';

/**
 * What the message has besides its attachments, in bytes: addresses and subject, the text as plain text and as HTML,
 * a signature, the closing delimiter, and the header lines that servers add on the way.
 */
export const MESSAGE_ALLOWANCE_BYTES = 65_536;

const LINE_CHARACTERS = 76;
const LINE_BREAK_BYTES = 2;
/** What a full line of base64 holds. */
const LINE_CONTENT_BYTES = (LINE_CHARACTERS / 4) * 3;

/** RFC 4648 4 and RFC 2045 6.8: four characters for every three bytes begun, and CRLF between lines of 76. */
export function base64Bytes(bytes: number): number {
  const characters = 4 * Math.ceil(bytes / 3);
  const lineBreaks = Math.max(0, Math.ceil(characters / LINE_CHARACTERS) - 1);
  return characters + LINE_BREAK_BYTES * lineBreaks;
}

/** The most that fits into so many bytes of base64. */
export function contentOf(encodedBytes: number): number {
  const fullLine = LINE_CHARACTERS + LINE_BREAK_BYTES;
  const fullLines = Math.floor((Math.max(0, encodedBytes) + LINE_BREAK_BYTES) / fullLine);
  const rest = Math.max(0, encodedBytes) - fullLines * fullLine;
  return fullLines * LINE_CONTENT_BYTES + Math.max(0, Math.floor(rest / 4)) * 3;
}

/** One attachment on the wire: its part's header and delimiter, and its content in base64. `bytes`: of the file. */
export function partBytes(name: string, bytes: number): number {
  return partHeaderBytes(name) + base64Bytes(bytes);
}

export interface PartSize {
  readonly bytes: number;
  /** Of `partBytes`. */
  readonly wireBytes: number;
}

export interface ForecastParts {
  readonly files: readonly PartSize[];
  readonly settings: Pick<MailSettings, 'limitMegabytes'>;
  /** One zip of all files as an attachment; null: not estimated. */
  readonly zipWireBytes: number | null;
}

/**
 * Will one message with these attachments pass the limit of clause 5(2)?
 *
 *     message = 65,536 + Σ (part header + 4⌈n/3⌉ + 2(⌈4⌈n/3⌉ / 76⌉ − 1))   bytes; n: of the file
 *
 * The sum is what nodemailer's message has for the same files, byte for byte. Other mail programs name the type and
 * the file in other words: under 300 bytes a file either way, which the allowance covers for all but very many.
 * An attached message (.eml) goes without base64 (RFC 2046 5.2.1): for it this is an upper figure.
 * "MB" is read both as 10⁶ and as 2²⁰ bytes.
 */
export function sizeForecast({ files, settings, zipWireBytes }: ForecastParts): SizeForecast {
  const limitBytes = {
    decimal: Math.floor(settings.limitMegabytes * 1e6),
    binary: Math.floor(settings.limitMegabytes * 2 ** 20),
  };
  const wireBytes = MESSAGE_ALLOWANCE_BYTES + total(files.map((file) => file.wireBytes));
  const headers = total(files.map((file) => file.wireBytes - base64Bytes(file.bytes)));
  const fits = wireBytes <= limitBytes.decimal ? 'yes' : wireBytes <= limitBytes.binary ? 'depends' : 'no';
  return {
    fileBytes: total(files.map(({ bytes }) => bytes)),
    wireBytes,
    limitBytes,
    fits,
    roomBytes: contentOf(limitBytes.decimal - MESSAGE_ALLOWANCE_BYTES - headers),
    ways: fits === 'yes' ? [] : waysToFit(files, limitBytes.decimal, zipWireBytes),
  };
}

/** Held to the stricter reading, so that a way that is offered is one. */
function waysToFit(files: readonly PartSize[], limitBytes: number, zipWireBytes: number | null): SizeForecast['ways'] {
  const ways: SizeForecast['ways'] = [];
  if (zipWireBytes !== null) {
    const wireBytes = MESSAGE_ALLOWANCE_BYTES + zipWireBytes;
    ways.push({ kind: 'zip', wireBytes, fits: wireBytes <= limitBytes });
  }
  const messages = messagesFor(
    files.map((file) => file.wireBytes),
    limitBytes - MESSAGE_ALLOWANCE_BYTES,
  );
  if (messages !== null && messages > 1) ways.push({ kind: 'split', messages });
  return [...ways, { kind: 'link' }];
}

/** How many messages take them all: the largest first, each into the first that has room. null: one alone is too large. */
export function messagesFor(wireBytes: readonly number[], roomBytes: number): number | null {
  const left: number[] = [];
  for (const size of wireBytes.toSorted((one, other) => other - one)) {
    if (size > roomBytes) return null;
    const at = left.findIndex((room) => room >= size);
    if (at < 0) left.push(roomBytes - size);
    else left[at] = (left[at] ?? 0) - size;
  }
  return left.length;
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}
