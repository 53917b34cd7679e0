import { csvLines, csvTextField } from '../../../../storage/csv-field.ts';

/** For a spreadsheet, in which every field stands as it is: none becomes a formula, a number or a date. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return csvLines(rows.map((row) => row.map(csvTextField)));
}

export interface CsvRead {
  readonly rows: string[][];
  /** At which places in `rows` a quotation mark has no partner; it stands there as it is. */
  readonly strayQuotes: readonly number[];
}

/**
 * Rows of fields, empty ones too; quotes, commas and line ends within quotes as RFC 4180 has them. A line ends by CR LF,
 * LF, or CR alone (Excel's "CSV (Macintosh)"). A byte-order mark is dropped.
 */
export function readCsv(text: string): CsvRead {
  const rows: string[][] = [];
  const strayQuotes: number[] = [];
  let row: string[] = [];
  let value = '';
  let openedAt: number | null = null;
  const endField = () => {
    row.push(value);
    value = '';
  };
  const endRow = () => {
    endField();
    rows.push(row);
    row = [];
  };
  const given = text.replace(/^\ufeff/, '');
  for (let at = 0; at < given.length || openedAt !== null; at++) {
    const letter = given[at];
    if (openedAt !== null) {
      const isClosing = letter === '"' && given[at + 1] !== '"';
      if (letter === undefined || (isClosing && isStrayPair(value, given[at + 1]))) {
        // Read on from there as if it were any letter: what it would swallow are other people's lines.
        strayQuotes.push(rows.length);
        value = '"';
        at = openedAt;
        openedAt = null;
      } else if (isClosing) openedAt = null;
      else {
        value += letter;
        if (letter === '"') at++;
      }
    } else if (letter === '"' && value === '') openedAt = at;
    else if (letter === ',') endField();
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && given[at + 1] === '\n') at++;
      endRow();
    } else value += letter;
  }
  if (value !== '' || row.length > 0) endRow();
  return { rows, strayQuotes };
}

/** A mark lines away, behind which the field goes on, is no partner: it opens a field of its own. */
function isStrayPair(between: string, next: string | undefined): boolean {
  return /[\r\n]/.test(between) && next !== undefined && !',\r\n '.includes(next);
}
