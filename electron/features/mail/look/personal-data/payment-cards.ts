import { type Found, mask } from './found.ts';
import { isNobodys, labelBefore } from './labels.ts';

/** The check digit of ISO/IEC 7812-1, Annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Issuers' ranges, by what they publish, with the lengths that their cards have. */
const ISSUERS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] }, // Visa
  { prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { prefix: /^3[47]/, lengths: [15] }, // American Express
  { prefix: /^35(2[89]|[3-8])/, lengths: [16] }, // JCB
  { prefix: /^3(0[0-5]|6|[89])/, lengths: [14] }, // Diners Club
  { prefix: /^(6011|64[4-9]|65)/, lengths: [16] }, // Discover
  { prefix: /^62/, lengths: [16, 17, 18, 19] }, // UnionPay
];

/** Digits alone. */
export function isPaymentCard(digits: string): boolean {
  if (!ISSUERS.some(({ prefix, lengths }) => prefix.test(digits) && lengths.includes(digits.length))) return false;
  return passesLuhn(digits) && new Set(digits).size > 1;
}

const GAP = '[ \\n-]';
const GROUPED = `\\d{4}(?:${GAP}\\d{4}){3}`;
/** Side by side in a line; more are a table of numbers. */
const SIDE_BY_SIDE_MAX = 8;
/** A comma and a slash part fields: sums with commas are in groups of three, and no candidate. */
const CANDIDATE = new RegExp(
  `(?<![\\dA-Za-z])(?<!\\d[-.:])(?<!(?:^|[^\\d-])\\d{4} )(?:(${GROUPED}(?: ${GROUPED}){0,${SIDE_BY_SIDE_MAX - 1}})(${GAP}\\d{3})?|\\d{4}${GAP}\\d{6}${GAP}\\d{4,5}|\\d{6}${GAP}\\d{13}|\\d{13,19})(?![\\dA-Za-z]|[-.]\\d| \\d{4}(?![\\d/]))`,
  'g',
);
/** An account number as in ISO 13616: what follows such a beginning is its rest. */
const IBAN_BEFORE = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4})* ?$/;

export function findPaymentCards(text: string, outer?: readonly string[]): Found[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const values = cardsIn(match[0], match[1]);
    if (values.length === 0 || IBAN_BEFORE.test(text.slice(Math.max(0, match.index - 40), match.index))) return [];
    if (isNobodys(labelBefore(text, match.index, outer))) return [];
    return values.map((value) => ({
      kind: 'payment-card' as const,
      value,
      masked: mask(value, 4, 4),
      offset: match.index,
    }));
  });
}

/** @param grouped what of it is in fours: one card, behind which the three digits of its back may follow, or several */
function cardsIn(whole: string, grouped: string | undefined): string[] {
  const sixteens = grouped?.replace(/\D/g, '').match(/\d{16}/g) ?? [];
  // Numbers of four digits in a row make a card somewhere by chance; not each time.
  if (sixteens.length > 1) return sixteens.every(isPaymentCard) ? sixteens : [];
  return [whole.replace(/\D/g, ''), ...sixteens].filter(isPaymentCard).slice(0, 1);
}
