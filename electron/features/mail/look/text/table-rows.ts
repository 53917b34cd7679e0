import type { TextPart } from './text-part.ts';

export interface Cell {
  readonly at: string;
  readonly text: string;
  readonly column: number;
}

const LABEL_MAX = 20;
const BOX_RUN_LEAST = 4;

/**
 * Makes parts of a table's rows: each cell with its column's heading and the cell to its left as label, and runs of
 * cells that hold one number between them (a character a box, as forms have it, or a card's groups) once more as a whole.
 */
export class TableRows {
  readonly #unit: TextPart['unit'];
  #headings: ReadonlyMap<number, string> | null = null;

  constructor(unit: TextPart['unit']) {
    this.#unit = unit;
  }

  *row(cells: readonly Cell[]): Generator<TextPart> {
    const filled = cells.filter(({ text }) => text.trim() !== '');
    if (filled.length === 0) return;
    const isHeading = this.#headings === null && filled.every(({ text }) => isLabel(text));
    let left = '';
    for (const { at, text, column } of filled) {
      const labels = [left, this.#headings?.get(column) ?? ''].filter((label) => label !== '');
      yield { unit: this.#unit, at, text, labels };
      left = isLabel(text) ? text.trim() : '';
    }
    yield* boxes(filled, this.#unit);
    if (isHeading) this.#headings = new Map(filled.map(({ column, text }) => [column, text.trim()]));
    else this.#headings ??= new Map();
  }
}

/** Words and no number: what people write above a column or before a value. */
const isLabel = (text: string) => text.trim().length <= LABEL_MAX && !/[0-9０-９]{3}/.test(text);

function* boxes(cells: readonly Cell[], unit: TextPart['unit']): Generator<TextPart> {
  let run: Cell[] = [];
  let label = '';
  for (const cell of [...cells, null]) {
    const last = run.at(-1);
    const size = cell?.text.trim().length ?? 0;
    const goesOn =
      cell &&
      isBox(cell.text) &&
      (!last || (last.column + 1 === cell.column && isAlike(last.text.trim().length, size)));
    if (goesOn) {
      run.push(cell);
      continue;
    }
    const [first] = run;
    if (first && run.length >= BOX_RUN_LEAST) {
      const isSingle = first.text.trim().length === 1;
      const text = run.map((each) => each.text.trim()).join(isSingle ? '' : ' ');
      yield { unit, at: first.at, text, labels: label ? [label] : [] };
    }
    run = cell && isBox(cell.text) ? [cell] : [];
    label = last && !run.length ? '' : label;
    if (cell && run.length === 0 && isLabel(cell.text)) label = cell.text.trim();
  }
}

const isBox = (text: string) => /^\s*(?:[A-Za-z0-9Ａ-Ｚ０-９]|[0-9]{4})\s*$/u.test(text);
const isAlike = (a: number, b: number) => a === b;
