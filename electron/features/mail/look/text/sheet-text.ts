import { type Cell, TableRows } from './table-rows.ts';
import type { TextPart } from './text-part.ts';
import { attributeOf, xmlEvents } from './xml-events.ts';

/** Strings that cells refer to by number (ISO/IEC 29500-1, 18.4); readings of names in small type are left out. */
export function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') {
      if (isText && phonetic === 0) text += event.text;
    } else if (event.name === 'rPh') phonetic += event.kind === 'open' ? 1 : -1;
    else if (event.name === 't') isText = event.kind === 'open';
    else if (event.name === 'si') {
      if (event.kind === 'close') strings.push(text);
      text = '';
    }
  }
  return strings;
}

/** By a cell's style: the format of its number where it pads with zeros (`0000-000-000`), else null. */
export function zeroFormats(stylesXml: string): (string | null)[] {
  const codes = new Map<string, string>();
  const formats: (string | null)[] = [];
  let isCellStyles = false;
  for (const event of xmlEvents(stylesXml)) {
    if (event.kind === 'text') continue;
    if (event.name === 'cellXfs') isCellStyles = event.kind === 'open';
    if (event.kind === 'close') continue;
    if (event.name === 'numFmt') {
      const code = (attributeOf(event, 'formatCode') ?? '').split(';', 1)[0] ?? '';
      codes.set(attributeOf(event, 'numFmtId') ?? '', code.replace(/\[[^\]]*\]|\\|"/g, ''));
    } else if (event.name === 'xf' && isCellStyles) {
      const code = codes.get(attributeOf(event, 'numFmtId') ?? '') ?? '';
      formats.push(/^[0()\- ]*0{4}[0()\- ]*$/.test(code) ? code : null);
    }
  }
  return formats;
}

/** A number as its cell shows it, as far as that matters here: whole numbers in full, with the zeros of their format. */
export function shownNumber(value: string, format: string | null): string {
  const number = Number(value);
  if (value === '' || !Number.isSafeInteger(number) || number < 0) return value;
  const digits = number.toFixed(0);
  if (format === null) return digits;
  const places = format.replace(/[^0]/g, '').length;
  const padded = [...digits.padStart(places, '0')];
  const extra = padded.splice(0, padded.length - places).join('');
  return extra + [...format].map((mark) => (mark === '0' ? padded.shift() : mark)).join('');
}

const HEADERS = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter']);

/** Without the codes (18.3.1.46) for a header's three parts, its fonts, sizes and colours. */
export function headerText(codes: string): string {
  return codes.replace(/&[LCR]/g, '\v').replace(/&(?:"[^"]{0,100}"|K[0-9A-F]{6}|\d{1,3} ?|[A-Z])/gi, '');
}

/** The cells of one sheet (18.3), a formula by its last result, with the sheet's headers and footers. */
export function* sheetText(
  xml: string,
  name: string,
  strings: readonly string[],
  formats: readonly (string | null)[],
): Generator<TextPart> {
  const table = new TableRows('cell');
  let cells: Cell[] = [];
  let cell = { place: '', type: '', style: 0 };
  let text = '';
  let isValue = false;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') {
      if (isValue) text += event.text;
    } else if (event.name === 'v' || event.name === 't') isValue = event.kind === 'open';
    else if (HEADERS.has(event.name)) {
      isValue = event.kind === 'open';
      if (event.kind === 'close') yield { unit: 'cell', at: name, text: headerText(text) };
      text = '';
    } else if (event.name === 'c' && event.kind === 'open') {
      text = '';
      cell = {
        place: attributeOf(event, 'r') ?? '',
        type: attributeOf(event, 't') ?? 'n',
        style: Number(attributeOf(event, 's') ?? 0),
      };
    } else if (event.name === 'c') {
      const shown =
        cell.type === 's'
          ? (strings[Number(text)] ?? '')
          : cell.type === 'n'
            ? shownNumber(text, formats[cell.style] ?? null)
            : text;
      cells.push({ at: `${name}!${cell.place}`, text: shown, column: columnOf(cell.place) });
    } else if (event.name === 'row') {
      if (event.kind === 'close') yield* table.row(cells);
      cells = [];
    }
  }
}

/** `B3` is in column 2. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0] ?? '';
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** 2 is `B`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** What a comment, a text box, a chart's point, a node of SmartArt or a linked workbook's cell is told apart by. */
const LOOSE_TEXT = new Set(['t', 'v', 'text', 'pt']);
const LOOSE_ENDS = new Set(['comment', 'threadedComment', 'cm', 'cell', 'p', 'pt', 'tx', 'lvl']);
/** Values kept by a pivot table (ISO/IEC 29500-1, 18.10.1): strings and numbers. */
const KEPT_VALUES = new Set(['s', 'n']);

/** Text that stands in no row of the document's own: comments, text boxes, charts, SmartArt, what is kept of elsewhere. */
export function* looseText(xml: string, at: string, unit: TextPart['unit']): Generator<TextPart> {
  let text = '';
  let isText = false;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') {
      if (isText) text += event.text;
      continue;
    }
    if (LOOSE_TEXT.has(event.name)) isText = event.kind === 'open';
    if (event.kind === 'open') {
      const value = KEPT_VALUES.has(event.name) ? attributeOf(event, 'v') : null;
      if (value) yield { unit, at, text: value };
    } else if (LOOSE_ENDS.has(event.name)) {
      if (text.trim()) yield { unit, at, text };
      text = '';
    }
  }
}
