/** A byte-order mark, by which Excel knows UTF-8, and a line end after each row (RFC 4180). */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((fields) => `${fields.join(',')}\r\n`).join('')}`;
}

/**
 * One field (RFC 4180 2.5 to 2.7). A leading apostrophe keeps a spreadsheet from running it as a formula
 * (OWASP, "CSV Injection"); spaces before the sign do not help an attacker past it.
 */
export function csvField(text: string): string {
  return quotedWhereNeeded(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text);
}

/** Shown as it is also where a spreadsheet would make a number or a date of it: `0012`, `1E10`, `3-1`, `MAR1`. */
export function csvTextField(text: string): string {
  // Such a text holds no quotation mark, so that nothing but itself stands in that formula.
  return NUMBER_OR_DATE.test(text) ? quotedWhereNeeded(`="${text}"`) : csvField(text);
}

const MONTH =
  '(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)';
const NUMBER_OR_DATE = new RegExp(
  `^(${[
    '0\\d+',
    // Figures beyond the fifteenth are lost, and from the twelfth on they are shown as a power of ten.
    '\\d{12,}',
    '\\d+(\\.\\d*)?e[+-]?\\d+',
    '\\d[\\d ]*([-/:.,][\\d ]*)+([ap]m?)?',
    '\\d+ [ap]m?',
    `\\d+[-/ ]?${MONTH}([-/ ]?\\d+)?`,
    `${MONTH}[-/. ]*\\d+`,
  ].join('|')})$`,
  'i',
);

function quotedWhereNeeded(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
