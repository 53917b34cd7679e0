import numerals from '../../../../assets/rules/numerals.json';

const DIGITS: Readonly<Record<string, number>> = numerals.digits;
const TENS: Readonly<Record<string, number>> = numerals.tens;
const BUNDLED_TENS: Readonly<Record<string, number>> = numerals.bundledTens;
const HUNDREDS: Readonly<Record<string, number>> = numerals.hundreds;

const LARGEST = 999;

/**
 * 0 to 999 as written: `12`, `１２`, 十二, 一百零五, 一○五, 廿一, 壹拾貳. Null for anything else: a number read wrongly
 * would move a clause.
 */
export function readNumber(written: string): number | null {
  const plain = written.normalize('NFKC');
  if (/^\d{1,3}$/.test(plain)) return Number(plain);
  if (written.length === 0 || written.length > 7) return null;
  const glyphs = [...written];
  return glyphs.every((glyph) => glyph in DIGITS) ? digitByDigit(glyphs) : spoken(glyphs);
}

function digitByDigit(glyphs: readonly string[]): number | null {
  return glyphs.length > 3 ? null : glyphs.reduce((sum, glyph) => sum * 10 + (DIGITS[glyph] ?? 0), 0);
}

/** Hundreds, then tens, then ones, each at most once; a zero may stand only where a place is left out. */
function spoken(glyphs: readonly string[]): number | null {
  let sum = 0;
  let place = 1000;
  let pending: number | null = null;
  let skipsPlace = false;
  for (const glyph of glyphs) {
    const digit = DIGITS[glyph];
    const unit = HUNDREDS[glyph] ? 100 : TENS[glyph] ? 10 : null;
    if (digit === 0) {
      if (pending !== null || skipsPlace || place !== 100) return null;
      skipsPlace = true;
    } else if (digit !== undefined) {
      if (pending !== null || place <= 1) return null;
      pending = digit;
    } else if (BUNDLED_TENS[glyph]) {
      if (pending !== null || place <= 10) return null;
      sum += BUNDLED_TENS[glyph];
      place = 10;
    } else if (unit) {
      // Ten may stand for "one ten"; a hundred always says how many.
      if (unit >= place || (pending === null && (unit === 100 || skipsPlace))) return null;
      sum += (pending ?? 1) * unit;
      pending = null;
      place = unit;
      if (skipsPlace) return null;
    } else return null;
  }
  if (pending !== null) {
    // After the hundreds, ones without a zero between would be read as tens by some.
    if (place === 100 && !skipsPlace) return null;
    sum += pending;
  } else if (skipsPlace) return null;
  return sum <= LARGEST ? sum : null;
}
