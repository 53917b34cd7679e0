import { type Found, mask } from './found.ts';
import { labelBefore } from './labels.ts';

/** A letter's two digits: of the place where a number was first given (戶籍法施行細則; the letters are not in order). */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
const letterCode = (letter: string) => LETTERS.indexOf(letter) + 10;

/**
 * The check of both numbers: the letter's two digits weigh 1 and 9, the following digits 8 down to 1, and the last,
 * the check digit, 1; the sum is divisible by ten.
 */
function isChecked(code: number, digits: readonly number[]): boolean {
  const head = Math.floor(code / 10) + (code % 10) * 9;
  const sum = digits.reduce((total, digit, index) => total + digit * Math.max(1, 8 - index), head);
  return sum % 10 === 0;
}

const digitsOf = (text: string) => [...text].map(Number);

/** A national identity number: a letter, 1 or 2, eight digits of which the last checks the others. */
export function isNationalId(value: string): boolean {
  return /^[A-Z][12]\d{8}$/.test(value) && isChecked(letterCode(value.charAt(0)), digitsOf(value.slice(1)));
}

/**
 * A residence permit's number (外來人口統一證號, 內政部移民署). Since 2 January 2021: a letter, 8 or 9, eight digits,
 * checked as a national number. Before: two letters, the second A to D, of whose code only the last digit counts.
 */
export function isResidencePermit(value: string): boolean {
  if (/^[A-Z][89]\d{8}$/.test(value)) return isChecked(letterCode(value.charAt(0)), digitsOf(value.slice(1)));
  if (!/^[A-Z][A-D]\d{8}$/.test(value)) return false;
  return isChecked(letterCode(value.charAt(0)), [letterCode(value.charAt(1)) % 10, ...digitsOf(value.slice(2))]);
}

const CANDIDATE =
  /(?<![A-Za-z0-9])(?<![A-Za-z0-9][-_/])(?<!\d\.)[A-Za-z](?:[ \n-]?[1289]|[A-Da-d])(?:[ \n-]?\d){8}(?!@?[A-Za-z0-9]|[-_.]\d)/g;

export function findIdentityNumbers(text: string, outer?: readonly string[]): Found[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const written = match[0];
    const value = written.replace(/[ \n-]/g, '').toUpperCase();
    const kind = isNationalId(value) ? 'national-id' : isResidencePermit(value) ? 'residence-permit' : null;
    if (!kind) return [];
    const label = labelBefore(text, match.index, outer);
    if (label === 'serial' || !isWritable(written, label === 'identity')) return [];
    return [{ kind, value, masked: mask(value, 3, 2), offset: match.index } as const];
  });
}

/** How people write one: in one piece, apart after the letter, in boxes, over a line's end; other groups only where a label says so. */
function isWritable(written: string, isLabelled: boolean): boolean {
  const separators = [...written.matchAll(/[ \n-]/g)];
  if (separators.length === 0) return true;
  const marks = new Set(separators.map(([mark]) => mark));
  if (separators.length >= 9) return marks.size === 1;
  const isInvoiceLike = /^[A-Z]{2}-/i.test(written);
  if (isLabelled) return separators.length <= 3;
  if (separators.length > 1 || isInvoiceLike) return false;
  return separators[0]?.index === 1 || marks.has('\n');
}
