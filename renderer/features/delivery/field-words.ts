import { statedAs } from '../../../electron/contract/field-shape.ts';
import type { WordsFunction } from '../../language.ts';
import { isNamedField } from './named-fields.ts';

export function fieldWords(name: string, t: WordsFunction): string {
  return isNamedField(name) ? t(`delivery:field.${name}`) : name;
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
