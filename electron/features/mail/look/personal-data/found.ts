import type { PersonalDataKind } from '../../../../contract/mail.ts';

/** One find within a text that was made even. */
export interface Found {
  readonly kind: PersonalDataKind;
  /** In one form, so that the same number written twice is one; never leaves the worker. */
  readonly value: string;
  readonly masked: string;
  readonly offset: number;
}

const DOT = '•';

/** Keeps the first and the last few characters. */
export function mask(value: string, first: number, last: number): string {
  return (
    value.slice(0, first) + DOT.repeat(Math.max(1, value.length - first - last)) + value.slice(value.length - last)
  );
}
