import { type Found, mask } from './found.ts';
import { labelBefore } from './labels.ts';

const CANDIDATE = /(?<![A-Za-z0-9])(?<![A-Za-z0-9][-_/])(?<!\d\.)\d{9}(?![A-Za-z0-9]|[-_./]\d)/g;

/** A passport of Taiwan has nine digits and no check digit: only beside the word is it one. */
export function findPassports(text: string, outer?: readonly string[]): Found[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    if (labelBefore(text, match.index, outer) !== 'passport') return [];
    return [{ kind: 'passport', value: match[0], masked: mask(match[0], 2, 2), offset: match.index } as const];
  });
}
