import { crypto } from '../../delivery/late-crypto.ts';

/**
 * The human number of an incident, as it is shown and read on the phone: `K7M-4Q2`.
 * 23 symbols that neither look alike (no 0 O D, 1 I L, S Z B G U V) nor sound alike (no N beside M). Five are random
 * (6.4 million codes), the sixth makes the weighted sum fit. As 23 is prime and the weights differ, no single wrong
 * symbol and no exchange of any two can go unnoticed.
 */
export const CODE_SYMBOLS = '23456789ACEFHJKMPQRTWXY';
const RANDOM_SYMBOLS = 5;
/** So that the code of every example, K7M-4Q2, is a true one. */
const CHECK_SUM = 1;

/** `pick(n)` answers a whole number from 0 to n − 1, each as likely. */
export function newIncidentCode(pick: (below: number) => number = crypto().randomInt): string {
  const values = Array.from({ length: RANDOM_SYMBOLS }, () => pick(CODE_SYMBOLS.length));
  const weight = RANDOM_SYMBOLS + 1;
  const check = CODE_SYMBOLS.split('').findIndex((_, value) => sumOf([...values, value]) === CHECK_SUM);
  const symbols = [...values, check].map((value) => CODE_SYMBOLS.charAt(value)).join('');
  return `${symbols.slice(0, weight / 2)}-${symbols.slice(weight / 2)}`;
}

/** The code in what a person typed or dictated, or null where it is none: small letters, spaces and wide forms pass. */
export function readIncidentCode(text: string): string | null {
  const symbols = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
  const values = symbols.split('').map((symbol) => CODE_SYMBOLS.indexOf(symbol));
  if (values.length !== RANDOM_SYMBOLS + 1 || values.includes(-1) || sumOf(values) !== CHECK_SUM) return null;
  return `${symbols.slice(0, 3)}-${symbols.slice(3)}`;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value, at) => sum + value * (at + 1), 0) % CODE_SYMBOLS.length;
}
