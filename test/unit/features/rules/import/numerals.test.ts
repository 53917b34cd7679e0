import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../../../electron/features/rules/import/numerals.ts';

const DIGITS = '零一二三四五六七八九';

/** As it is written and said: 一百零五, 一百一十五, 十二, 九百九十. */
function written(number: number): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const digit = (at: number) => DIGITS[at] ?? '';
  const low = tens
    ? `${tens === 1 && !hundreds ? '' : digit(tens)}十${ones ? digit(ones) : ''}`
    : ones
      ? digit(ones)
      : '';
  return hundreds ? `${digit(hundreds)}百${tens === 0 && ones ? '零' : ''}${low}` : low || '零';
}

describe('a number in an official text', () => {
  it('is read from 0 to 999 however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (number) => {
        expect(readNumber(written(number))).toBe(number);
        expect(readNumber(String(number))).toBe(number);
        const fullWidth = [...String(number)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
        expect(readNumber(fullWidth)).toBe(number);
        const digits = [...String(number)].map((digit) => DIGITS[Number(digit)]).join('');
        expect(readNumber(digits)).toBe(number);
        expect(readNumber(digits.replaceAll('零', '○'))).toBe(number);
      }),
    );
  });

  it.each([
    ['十', 10],
    ['廿', 20],
    ['廿一', 21],
    ['卅五', 35],
    ['一百零五', 105],
    ['一百〇五', 105],
    ['一百十五', 115],
    ['一百一十五', 115],
    ['一百廿三', 123],
    ['壹拾貳', 12],
    ['參佰', 300],
    ['九百九十九', 999],
  ])('%s is %i', (words, number) => {
    expect(readNumber(words)).toBe(number);
  });

  it.each([
    '',
    '百',
    '十百',
    '一百五',
    '二二十',
    '十十',
    '一百零',
    '零五十',
    '一百零五十',
    '廿十',
    '一千',
    '1234',
    'IV',
    '十a',
    '二百百',
  ])('%j is none', (words) => {
    expect(readNumber(words)).toBeNull();
  });
});
