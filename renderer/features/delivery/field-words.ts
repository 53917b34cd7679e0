import type { WordsFunction } from '../../language.ts';
import { isNamedField } from './named-fields.ts';

export type Body = Readonly<Record<string, unknown>>;

/** What a document says of a thing that may not be known. */
export type Stated =
  | { readonly kind: 'known'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly why: string };

export function fieldWords(name: string, t: WordsFunction): string {
  return isNamedField(name) ? t(`delivery:field.${name}`) : name;
}

/** null: no such statement. */
export function statedAs(value: unknown): Stated | null {
  if (!isBody(value) || Object.keys(value).length !== 2) return null;
  if (value.kind === 'known' && 'value' in value) return { kind: 'known', value: value.value };
  return value.kind === 'unknown' && typeof value.why === 'string' ? { kind: 'unknown', why: value.why } : null;
}

/** The list as rows of a table; null where it is not one of objects. */
export function rowsIn(list: readonly unknown[]): readonly Body[] | null {
  return list.every((item): item is Body => isBody(item) && statedAs(item) === null) ? list : null;
}

export function plainWords(value: unknown, t: WordsFunction): string {
  if (value === true) return t('delivery:value.yes');
  if (value === false) return t('delivery:value.no');
  return value === null || value === '' ? t('delivery:value.none') : String(value);
}

/** Anything in one line: of an object its values, in their order. */
export function lineWords(value: unknown, t: WordsFunction): string {
  const stated = statedAs(value);
  if (stated?.kind === 'known') return lineWords(stated.value, t);
  if (stated?.kind === 'unknown') return t('delivery:value.unknown', { why: stated.why });
  if (typeof value !== 'object' || value === null) return plainWords(value, t);
  const parts: unknown[] = Object.values(value);
  return parts.map((part) => lineWords(part, t)).join(' / ') || t('delivery:value.none');
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
