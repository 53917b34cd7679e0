import { NoText, type TextPart } from './text-part.ts';

const WORD_97 = 0x00c1;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const CLX_AT = 0x01a2;
const PIECES_MAX = 200_000;

/**
 * The words of a document as Word 97 to 2003 wrote it ([MS-DOC] 2.4.1: text by pieces), headers, notes and what a
 * fast save left behind included.
 * @param stream gives a stream of the compound file; null: it is not there
 * @throws NoText encrypted, damaged, or older than Word 97
 */
export function* wordBinaryText(stream: (path: string) => Uint8Array | null): Generator<TextPart> {
  const document = viewOf(stream('WordDocument'));
  if (!document || document.byteLength < CLX_AT + 8) throw new NoText('damaged');
  if (document.getUint16(2, true) < WORD_97) throw new NoText('unknown-format');
  const flags = document.getUint16(10, true);
  if (flags & ENCRYPTED) throw new NoText('encrypted');
  const table = viewOf(stream(flags & SECOND_TABLE ? '1Table' : '0Table'));
  if (!table) throw new NoText('damaged');
  const text = textOfPieces(document, table, document.getUint32(CLX_AT, true), document.getUint32(CLX_AT + 4, true));
  let paragraphs = 0;
  for (const paragraph of text.split('\r')) {
    paragraphs++;
    if (paragraph.trim() !== '') yield { unit: 'paragraph', at: String(paragraphs), text: shown(paragraph) };
  }
}

const viewOf = (bytes: Uint8Array | null) => bytes && new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function textOfPieces(document: DataView, table: DataView, clxAt: number, clxBytes: number): string {
  const end = clxAt + clxBytes;
  if (end > table.byteLength) throw new NoText('damaged');
  let at = clxAt;
  // Formatting changes (Prc) may stand before the pieces.
  while (at + 3 <= end && table.getUint8(at) === 1) at += 3 + table.getUint16(at + 1, true);
  if (at + 5 > end || table.getUint8(at) !== 2) throw new NoText('damaged');
  const bytes = Math.min(table.getUint32(at + 1, true), end - at - 5);
  const count = Math.floor((bytes - 4) / 12);
  const places = at + 5;
  if (count > PIECES_MAX) throw new NoText('damaged');
  let text = '';
  for (let piece = 0; piece < count; piece++) {
    const from = table.getUint32(places + piece * 4, true);
    const to = table.getUint32(places + piece * 4 + 4, true);
    const place = table.getUint32(places + (count + 1) * 4 + piece * 8 + 2, true);
    text += textOfPiece(document, place, to - from, text.length);
  }
  return text;
}

/** Bit 30: a byte a character, in Windows' Western code page, and the place counted twice. */
function textOfPiece(document: DataView, place: number, characters: number, soFar: number): string {
  const isNarrow = (place & 0x40000000) !== 0;
  const at = isNarrow ? (place & 0x3fffffff) / 2 : place & 0x3fffffff;
  const bytes = characters * (isNarrow ? 1 : 2);
  // Pieces that overlap could name the same text a million times.
  if (characters < 0 || at + bytes > document.byteLength || soFar + characters > document.byteLength)
    throw new NoText('damaged');
  return new TextDecoder(isNarrow ? 'windows-1252' : 'utf-16le').decode(
    new Uint8Array(document.buffer, document.byteOffset + at, bytes),
  );
}

const MARKS: Readonly<Record<string, string>> = {
  '\f': '\n',
  '\x1e': '-',
  '\x1f': '',
  '\v': '\v',
  '\n': '\n',
  '\t': '\t',
};

/** Word's marks for a cell's end, a line's end and hyphens, as text; boxes of one character each are read as one. */
function shown(paragraph: string): string {
  return paragraph
    .replaceAll('\v', '\n')
    .replaceAll('\x07', '\v')
    .replace(/(?:^|(?<=\v))(?:[A-Za-z0-9]\v){4,}/g, (boxes) => `${boxes.replaceAll('\v', '')}\v`)
    .replace(/\p{Cc}/gu, (mark) => MARKS[mark] ?? ' ');
}
