import { columnName } from './sheet-text.ts';
import { type Cell, TableRows } from './table-rows.ts';
import type { TextPart } from './text-part.ts';
import { attributeOf, type XmlEvent, xmlEvents } from './xml-events.ts';

/** LibreOffice fills a sheet's end with one row repeated a million times. */
const REPEATED_MAX = 1000;

interface OpenTable {
  readonly name: string;
  readonly rows: TableRows;
  row: number;
  rowRepeats: number;
  column: number;
  cells: Cell[];
  cellRepeats: number;
  /** null between cells: a shape may stand there. */
  cell: string | null;
}

/** Text of an OpenDocument's content.xml (OASIS ODF 1.3): documents, sheets and slides alike. */
export function* openDocumentText(xml: string, isSheet: boolean, at: string | null = null): Generator<TextPart> {
  let paragraphs = 0;
  let slides = 0;
  /** Paragraphs nest: a note or a text box within one. */
  const texts: string[] = [];
  const tables: OpenTable[] = [];
  const place = () => at ?? String(slides || Math.max(1, paragraphs));
  const unit = (): TextPart['unit'] => (slides ? 'slide' : isSheet ? 'cell' : 'paragraph');
  for (const event of xmlEvents(xml)) {
    const table = tables.at(-1);
    if (event.kind === 'text') {
      if (texts.length > 0) texts[texts.length - 1] += event.text;
    } else if (event.name === 'p' || event.name === 'h') {
      if (event.kind === 'open') texts.push('');
      else {
        const text = texts.pop() ?? '';
        paragraphs++;
        if (table && table.cell !== null) table.cell += `${text}\n`;
        else if (text.trim()) yield { unit: unit(), at: (isSheet && table?.name) || place(), text };
      }
    } else if (event.kind === 'open' && texts.length > 0 && event.name in BLANKS)
      texts[texts.length - 1] += blanks(event);
    else if (event.name === 'page' && event.kind === 'open') slides++;
    else if (event.name === 'table') {
      if (event.kind === 'open')
        tables.push({
          name: attributeOf(event, 'name') ?? '',
          rows: new TableRows(unit()),
          row: 0,
          rowRepeats: 1,
          column: 0,
          cells: [],
          cellRepeats: 1,
          cell: null,
        });
      else tables.pop();
    } else if (table) {
      if (event.name === 'table-row') {
        if (event.kind === 'open') {
          table.rowRepeats = repeats(event, 'number-rows-repeated');
          table.column = 0;
          table.cells = [];
        } else {
          yield* table.rows.row(table.cells);
          table.row += table.rowRepeats;
        }
      } else if (event.name === 'table-cell' || event.name === 'covered-table-cell') {
        if (event.kind === 'open') {
          table.cell = '';
          table.cellRepeats = repeats(event, 'number-columns-repeated');
        } else takeCell(table, isSheet, place());
      }
    }
  }
}

function takeCell(table: OpenTable, isSheet: boolean, place: string): void {
  const text = (table.cell ?? '').trim();
  const times = text === '' ? 0 : Math.min(table.cellRepeats, REPEATED_MAX);
  for (let index = 0; index < times; index++) {
    const column = table.column + index + 1;
    const at = isSheet ? `${table.name}!${columnName(column)}${table.row + 1}` : place;
    table.cells.push({ at, text, column });
  }
  table.column += table.cellRepeats;
  table.cell = null;
}

const BLANKS = { s: ' ', tab: '\t', 'line-break': '\n', 'soft-page-break': '' } as const;

function blanks(event: XmlEvent & { kind: 'open' }): string {
  const blank = BLANKS[event.name as keyof typeof BLANKS];
  return event.name === 's' ? blank.repeat(Math.min(100, Number(attributeOf(event, 'c') ?? 1))) : blank;
}

function repeats(event: XmlEvent & { kind: 'open' }, name: string): number {
  return Math.max(1, Number.parseInt(attributeOf(event, name) ?? '1', 10) || 1);
}
