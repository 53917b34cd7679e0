import { statedAs } from './field-shape.ts';

/** `locales/…/document.json`: names and values of documents, for mails, pages and prints alike. */
export interface DocumentWords {
  readonly field: Readonly<Record<string, string>>;
  /** By field, then by value; `null` is what an empty answer means there. */
  readonly value: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  /** `{{why}}` is filled in. */
  readonly unknown: string;
}

/** A name without words of its own stands as it is: nothing is left out. */
export function fieldWords(words: DocumentWords, name: string): string {
  return own(words.field, name) ?? name;
}

/** Anything of that field in one line: of an object its values, in their order. */
export function lineWords(words: DocumentWords, name: string, value: unknown): string {
  const stated = statedAs(value);
  if (stated?.kind === 'known') return lineWords(words, name, stated.value);
  if (stated) return unknownWords(words, name, stated.why);
  if (typeof value !== 'object' || value === null) return plainWords(words, name, value);
  const parts = Array.isArray(value) ? value.map((each) => [name, each] as const) : Object.entries(value);
  return parts.map(([inner, each]) => lineWords(words, inner, each)).join(' / ') || words.none;
}

export function unknownWords(words: DocumentWords, name: string, why: string): string {
  return words.unknown.replace('{{why}}', () => valueWords(words, name, why) ?? why);
}

/** `name`: of the field that holds it. Text that a person or the system wrote is no value of ours, and stands as it is. */
function plainWords(words: DocumentWords, name: string, value: unknown): string {
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (value === '') return words.none;
  return valueWords(words, name, String(value)) ?? (value === null ? words.none : String(value));
}

function valueWords(words: DocumentWords, name: string, value: string): string | undefined {
  return own(own(words.value, name) ?? {}, value);
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
