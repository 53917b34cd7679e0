import { cellNumber, RecordReader, type SheetRecord } from './sheet-records.ts';
import { columnName, headerText, shownNumber } from './sheet-text.ts';
import { type Cell, TableRows } from './table-rows.ts';
import { NoText, type TextPart } from './text-part.ts';

const BIFF_8 = 0x0600;
const KIND = {
  formula: 0x0006,
  endOfPart: 0x000a,
  header: 0x0014,
  footer: 0x0015,
  filePass: 0x002f,
  sheet: 0x0085,
  multipleRk: 0x00bd,
  xf: 0x00e0,
  strings: 0x00fc,
  labelOfString: 0x00fd,
  shapeText: 0x01b6,
  number: 0x0203,
  label: 0x0204,
  resultString: 0x0207,
  rk: 0x027e,
  format: 0x041e,
  begin: 0x0809,
} as const;

/** What a sheet's part in the stream is: its name, and whether it holds macros of Excel 4.0 instead of cells. */
export interface SheetPlace {
  readonly name: string;
  readonly at: number;
  readonly isMacroSheet: boolean;
}

interface Book {
  readonly sheets: readonly SheetPlace[];
  readonly strings: readonly string[];
  /** By a cell's style: the format of its number where it pads with zeros, else null. */
  readonly formats: readonly (string | null)[];
}

/** The sheets of a workbook as Excel 97 to 2003 wrote it ([MS-XLS] 2.4.28). @throws NoText encrypted, damaged, older */
export function readBook(stream: Uint8Array): Book {
  const reader = new RecordReader(stream);
  const sheets: SheetPlace[] = [];
  let strings: readonly string[] = [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  for (let record = reader.next(); record && record.kind !== KIND.endOfPart; record = reader.next()) {
    const { view } = record;
    if (record.kind === KIND.begin && view.getUint16(0, true) !== BIFF_8) throw new NoText('unknown-format');
    if (record.kind === KIND.filePass) throw new NoText('encrypted');
    if (record.kind === KIND.sheet)
      sheets.push({ at: view.getUint32(0, true), isMacroSheet: view.getUint8(5) === 1, name: record.shortString(6) });
    else if (record.kind === KIND.strings) strings = reader.sharedStrings(record);
    else if (record.kind === KIND.format) codes.set(view.getUint16(0, true), record.longString(2));
    else if (record.kind === KIND.xf) styles.push(view.getUint16(2, true));
  }
  const formats = styles.map((style) => {
    const code = (codes.get(style) ?? '').replace(/[\\"]/g, '');
    return /^[0()\- ]*0{4}[0()\- ]*$/.test(code) ? code : null;
  });
  return { sheets, strings, formats };
}

/** The cells of every sheet, a formula by its last result, its comments, shapes, headers and footers. Throws as `readBook`. */
export function* sheetBinaryText(stream: Uint8Array): Generator<TextPart> {
  const book = readBook(stream);
  for (const sheet of book.sheets) yield* sheetCells(new RecordReader(stream, sheet.at), sheet.name, book);
}

function* sheetCells(reader: RecordReader, name: string, book: Book): Generator<TextPart> {
  const table = new TableRows('cell');
  let row = -1;
  let cells: Cell[] = [];
  let formulaAt: { row: number; column: number } | null = null;
  /** Charts are parts within the sheet's, with figures of their own. */
  let depth = 0;
  for (let record = reader.next(); record; record = reader.next()) {
    if (record.kind === KIND.begin) depth++;
    else if (record.kind === KIND.endOfPart && --depth <= 0) break;
    if (record.kind === KIND.shapeText) yield { unit: 'cell', at: name, text: reader.shapeText(record) };
    if ((record.kind === KIND.header || record.kind === KIND.footer) && record.view.byteLength > 3)
      yield { unit: 'cell', at: name, text: headerText(record.longString(0)) };
    for (const found of depth > 1 ? [] : cellsOf(record, book, formulaAt)) {
      if (found.row !== row) {
        yield* table.row(cells);
        cells = [];
        row = found.row;
      }
      cells.push({ at: `${name}!${columnName(found.column + 1)}${row + 1}`, text: found.text, column: found.column });
    }
    formulaAt =
      record.kind === KIND.formula && record.view.byteLength >= 4
        ? { row: record.view.getUint16(0, true), column: record.view.getUint16(2, true) }
        : null;
  }
  yield* table.row(cells);
}

interface FoundCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

function cellsOf(record: SheetRecord, book: Book, formulaAt: { row: number; column: number } | null): FoundCell[] {
  const { kind, view } = record;
  if (kind === KIND.resultString) return formulaAt ? [{ ...formulaAt, text: record.longString(0) }] : [];
  const isCell = [KIND.formula, KIND.multipleRk, KIND.labelOfString, KIND.number, KIND.label, KIND.rk].some(
    (each) => each === kind,
  );
  if (!isCell || view.byteLength < 6) return [];
  const row = view.getUint16(0, true);
  const column = view.getUint16(2, true);
  const number = (value: number, style: number) => shownNumber(String(value), book.formats[style] ?? null);
  const style = view.getUint16(4, true);
  switch (kind) {
    case KIND.labelOfString:
      return [{ row, column, text: book.strings[view.getUint32(6, true)] ?? '' }];
    case KIND.label:
      return [{ row, column, text: record.longString(6) }];
    case KIND.number:
      return [{ row, column, text: number(view.getFloat64(6, true), style) }];
    case KIND.rk:
      return [{ row, column, text: number(cellNumber(view.getUint32(6, true)), style) }];
    case KIND.multipleRk:
      return Array.from({ length: Math.floor((view.byteLength - 6) / 6) }, (_, index) => ({
        row,
        column: column + index,
        text: number(cellNumber(view.getUint32(4 + index * 6 + 2, true)), view.getUint16(4 + index * 6, true)),
      }));
    default:
      // A formula's result is a number unless its last two bytes are full ([MS-XLS] 2.5.133).
      return view.getUint16(12, true) === 0xffff
        ? []
        : [{ row, column, text: number(view.getFloat64(6, true), style) }];
  }
}
