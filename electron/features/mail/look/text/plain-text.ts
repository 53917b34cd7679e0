import { TableRows } from './table-rows.ts';
import type { TextPart } from './text-part.ts';

const PART_CHARACTERS = 65_536;

/** Text in parts of many lines, since a number may run over a line's end; cut at line ends, so that time can be kept. */
export function* plainText(source: string): Generator<TextPart> {
  const text = source.replace(/\r\n?/g, '\n');
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at + PART_CHARACTERS);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    const part = text.slice(at, end);
    if (part.trim() !== '') yield { unit: 'line', at: String(line), text: part };
    line += part.split('\n').length - 1;
    at = end;
  }
}

const FIELD_MAX = 32_768;

/** Comma or tab separated values (RFC 4180), so that a column's heading labels what stands below it. */
export function* separatedText(source: string): Generator<TextPart> {
  // Excel for Mac still offers CSV whose lines end in a carriage return alone.
  const text = source.replace(/\r\n?/g, '\n');
  const firstLine = text.slice(0, Math.max(0, text.search(/\n|$/)));
  const comma = (firstLine.match(/\t/g)?.length ?? 0) > (firstLine.match(/,/g)?.length ?? 0) ? '\t' : ',';
  const table = new TableRows('line');
  let line = 1;
  let rowLine = 1;
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  const rowParts = () => table.row(fields.map((each, column) => ({ at: String(rowLine), text: each, column })));
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\n') line++;
    if (isQuoted) {
      if (character === '"' && text[at + 1] === '"') {
        field += '"';
        at++;
      } else if (character === '"' || field.length > FIELD_MAX) isQuoted = false;
      else field += character;
    } else if (character === '"' && field === '') isQuoted = true;
    else if (character === comma) {
      fields.push(field);
      field = '';
    } else if (character === '\n') {
      fields.push(field);
      yield* rowParts();
      fields = [];
      field = '';
      rowLine = line;
    } else if (character !== '\ufeff') field += character;
  }
  fields.push(field);
  yield* rowParts();
}
