import { TableRows } from './table-rows.ts';
import type { TextPart } from './text-part.ts';
import { attributeOf, type XmlEvent, xmlEvents } from './xml-events.ts';

/**
 * Paragraphs and tables of WordprocessingML (ISO/IEC 29500-1, 17). What was deleted under tracked changes is still
 * in the file, and is read; `mc:Fallback` repeats what stands beside it, and is not.
 * @param at what a paragraph is called; null: its number
 */
export function* wordText(xml: string, at: string | null = null): Generator<TextPart> {
  let paragraphs = 0;
  let text = '';
  let fallback = 0;
  /** One for each table that is open: cells so far, and the text of the cell being read. */
  const tables: { rows: TableRows; cells: string[]; cell: string }[] = [];
  let isText = false;
  for (const event of xmlEvents(xml)) {
    if (event.kind !== 'text' && event.name === 'Fallback') fallback += event.kind === 'open' ? 1 : -1;
    if (fallback > 0) continue;
    if (event.kind === 'text') {
      if (isText) text += event.text;
      continue;
    }
    const table = tables.at(-1);
    switch (event.name) {
      case 't':
      case 'delText':
      case 'instrText':
        isText = event.kind === 'open';
        break;
      case 'tab':
        if (event.kind === 'open') text += '\t';
        break;
      case 'br':
      case 'cr':
        if (event.kind === 'open') text += '\n';
        break;
      case 'noBreakHyphen':
        if (event.kind === 'open') text += '-';
        break;
      case 'sym':
        if (event.kind === 'open') text += symbol(event);
        break;
      case 'p':
        if (event.kind === 'open') break;
        paragraphs++;
        if (table) table.cell += `${text}\n`;
        else if (text.trim()) yield { unit: 'paragraph', at: at ?? String(paragraphs), text };
        text = '';
        break;
      case 'tbl':
        if (event.kind === 'open') tables.push({ rows: new TableRows('paragraph'), cells: [], cell: '' });
        else tables.pop();
        break;
      case 'tc':
        if (event.kind === 'close' && table) table.cells.push(table.cell);
        if (table) table.cell = '';
        break;
      case 'tr':
        if (event.kind === 'close' && table) {
          const here = at ?? String(Math.max(1, paragraphs));
          yield* table.rows.row(table.cells.map((each, column) => ({ at: here, text: each.trim(), column })));
          table.cells = [];
        }
    }
  }
  if (text.trim()) yield { unit: 'paragraph', at: at ?? String(paragraphs + 1), text };
}

function symbol(event: XmlEvent & { kind: 'open' }): string {
  const code = Number.parseInt(attributeOf(event, 'char') ?? '', 16);
  // Symbol fonts stand in the private use area, 0xF000 above their characters.
  return Number.isNaN(code) ? '' : String.fromCharCode(code >= 0xf000 ? code - 0xf000 : code);
}

/** Text of a slide or its notes (DrawingML, ISO/IEC 29500-1, 21). */
export function* slideText(xml: string, at: string): Generator<TextPart> {
  let text = '';
  let isText = false;
  const table = new TableRows('slide');
  let cells: string[] | null = null;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') {
      if (isText) text += event.text;
    } else if (event.name === 't') isText = event.kind === 'open';
    else if (event.name === 'br' && event.kind === 'open') text += '\n';
    else if (event.name === 'tr' && event.kind === 'open') cells = [];
    else if (event.name === 'tc' && event.kind === 'close') {
      cells?.push(text);
      text = '';
    } else if (event.name === 'tr' && cells) {
      yield* table.row(cells.map((each, column) => ({ at, text: each.trim(), column })));
      cells = null;
    } else if (event.name === 'p' && event.kind === 'close') {
      if (cells) text += '\n';
      else {
        if (text.trim()) yield { unit: 'slide', at, text };
        text = '';
      }
    }
  }
}
