import { csvLines, csvTextField } from '../../../../storage/csv-field.ts';

/** For a spreadsheet, in which every field stands as it is: none becomes a formula, a number or a date. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return csvLines(rows.map((row) => row.map(csvTextField)));
}

/**
 * Rows of fields, empty ones too; quotes, commas and line ends within quotes as RFC 4180 has them. A byte-order mark is
 * dropped.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let isQuoted = false;
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
  for (let at = 0; at < given.length; at++) {
    const letter = given[at] ?? '';
    if (isQuoted) {
      if (letter !== '"') value += letter;
      else if (given[at + 1] === '"') {
        value += '"';
        at++;
      } else isQuoted = false;
    } else if (letter === '"' && value === '') isQuoted = true;
    else if (letter === ',') endField();
    else if (letter === '\n') endRow();
    else if (letter !== '\r') value += letter;
  }
  if (value !== '' || row.length > 0) endRow();
  return rows;
}
