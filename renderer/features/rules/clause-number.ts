import type { ClauseId } from '../../../electron/contract/rules.ts';

const DIGITS = [/零/u, /一/u, /二/u, /三/u, /四/u, /五/u, /六/u, /七/u, /八/u, /九/u];

/** Nothing but a number, as people cite it: `4.14`, `4(14)`, 第四點第十四款, 四、(十四). */
const CITED = /^[\d零一二三四五六七八九十百.()、第點条條項款目之 -]+$/u;
/** Without a sign of its level, a Chinese numeral may as well begin a word (一定). */
const SIGN = /[\d第()、]/u;
/** Stands in `4 之 1`, and behind the article's sign in 第四條之一, before what was put in after it. */
const BETWEEN = /[點条條]?之/gu;
const HAN_NUMBER = /[零一二三四五六七八九十百]+/gu;
const SPOKEN = /^(?:(?<hundreds>.)百零?)?(?:(?<tens>.)?(?<ten>十))?(?<ones>.)?$/u;

/** The clause that the folded question names by its number alone; null: it is no such number. */
export function clauseNumber(text: string): ClauseId | null {
  if (!CITED.test(text) || !SIGN.test(text)) return null;
  const steps = text
    .replaceAll(' ', '')
    .replace(BETWEEN, '-')
    .replace(HAN_NUMBER, digitsOf)
    .match(/\d+(-\d+)?/g);
  return steps?.join('.') ?? null;
}

/** 十四 as `14`; what is no such number stays, and so names no clause. */
function digitsOf(written: string): string {
  const { hundreds, tens, ten, ones } = SPOKEN.exec(written)?.groups ?? {};
  const value = (glyph = '') => {
    const digit = DIGITS.findIndex((pattern) => pattern.test(glyph));
    return glyph !== '' && digit < 0 ? Number.NaN : Math.max(0, digit);
  };
  const sum = value(hundreds) * 100 + (ten ? (tens ? value(tens) : 1) * 10 : 0) + value(ones);
  return sum > 0 ? String(sum) : written;
}
