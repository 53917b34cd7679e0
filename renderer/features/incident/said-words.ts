import type { Said } from '../../../electron/contract/incident-words.ts';
import type { WordsFunction } from '../../language.ts';

/** The contract's sentences carry their key as data; every key of theirs stands in `incident.json`, which a test holds. */
export function saidWords(t: WordsFunction, { key, values }: Said): string {
  return (t as (key: string, values: Said['values']) => string)(`incident:${key}`, values);
}
