/** RFC 4180 with the byte-order mark by which Excel knows UTF-8, and CRLF. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

/** What a spreadsheet would take for a formula is led by an apostrophe: it then reads as text. */
function field(value: string): string {
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** Rows of fields; quotes, commas and line ends within quotes as RFC 4180 has them. A byte-order mark is dropped. */
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
    if (row.some((each) => each.trim() !== '')) rows.push(row);
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
  endRow();
  return rows;
}
