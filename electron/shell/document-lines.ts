import type { DeliveryDocument } from '../contract/delivery.ts';
import { type DocumentWords, fieldWords, lineWords } from '../contract/document-words.ts';
import { rowsIn, statedAs } from '../contract/field-shape.ts';

const INDENT = '  ';

/** `name：value`, and what joins such pairs on one line. */
export interface LineWords {
  readonly field: (name: string, value: string) => string;
  readonly join: string;
}

/** A document's body for a person to read, a line each: every field of it, none left out. */
export function documentLines(body: DeliveryDocument['body'], words: DocumentWords, line: LineWords): string[] {
  const field = (label: string, name: string, value: unknown, depth: number): string[] => {
    const indent = INDENT.repeat(depth);
    const stated = statedAs(value);
    if (stated?.kind === 'known') return field(label, name, stated.value, depth);
    if (stated || typeof value !== 'object' || value === null)
      return [`${indent}${line.field(label, lineWords(words, name, value))}`];
    const inner = Array.isArray(value) ? listed(name, value, depth + 1) : fields(value, depth + 1);
    return [`${indent}${line.field(label, inner.length === 0 ? words.none : '')}`.trimEnd(), ...inner];
  };
  const fields = (value: object, depth: number) =>
    Object.entries(value).flatMap(([name, each]) => field(fieldWords(words, name), name, each, depth));
  /** A list of objects, a connection or an adapter each, has a line for every one. */
  const listed = (name: string, list: readonly unknown[], depth: number): string[] => {
    const rows = rowsIn(list);
    if (!rows) return list.flatMap((each, at) => field(String(at + 1), name, each, depth));
    return rows.map((row, at) => {
      const parts = Object.entries(row).map(([key, each]) =>
        line.field(fieldWords(words, key), lineWords(words, key, each)),
      );
      return `${INDENT.repeat(depth)}${line.field(String(at + 1), parts.join(line.join))}`;
    });
  };
  return fields(body, 1);
}
