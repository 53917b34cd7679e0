import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_SYMBOLS,
  newIncidentCode,
  readIncidentCode,
} from '../../../../electron/features/incident/incident-code.ts';

const code = fc
  .array(fc.integer({ min: 0, max: CODE_SYMBOLS.length - 1 }), { minLength: 5, maxLength: 5 })
  .map((values) => {
    const left = [...values];
    return newIncidentCode(() => left.shift() ?? 0);
  });

const replaced = (text: string, at: number, symbol: string) => text.slice(0, at) + symbol + text.slice(at + 1);

describe('an incident’s code', () => {
  it('is read back as it was made', () => {
    fc.assert(fc.property(code, (made) => readIncidentCode(made) === made));
  });

  it('holds for the code that the examples show', () => {
    expect(readIncidentCode('K7M-4Q2')).toBe('K7M-4Q2');
  });

  it('uses no symbols that look or sound alike', () => {
    expect(new Set(CODE_SYMBOLS).size).toBe(23);
    expect(CODE_SYMBOLS).not.toMatch(/[01BDGILNOSUVZ]/);
  });

  it('is refused with any one symbol wrong, whichever and wherever', () => {
    fc.assert(
      fc.property(code, (made) => {
        for (const at of [0, 1, 2, 4, 5, 6])
          for (const symbol of CODE_SYMBOLS)
            expect(readIncidentCode(replaced(made, at, symbol))).toBe(symbol === made[at] ? made : null);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused with any two different symbols exchanged, neighbours across the hyphen too', () => {
    fc.assert(
      fc.property(code, (made) => {
        const plain = made.replace('-', '');
        for (let one = 0; one < 6; one++)
          for (let other = one + 1; other < 6; other++) {
            const [first = '', second = ''] = [plain[one], plain[other]];
            const swapped = replaced(replaced(plain, one, second), other, first);
            expect(readIncidentCode(swapped)).toBe(first === second ? made : null);
          }
      }),
    );
  });

  it('passes in small letters, without its hyphen, spoken with pauses, and in full width', () => {
    expect(['k7m4q2', 'k 7 m 4 q 2', 'K7M–4Q2', 'Ｋ７Ｍ－４Ｑ２'].map(readIncidentCode)).toEqual(
      Array(4).fill('K7M-4Q2'),
    );
  });

  it('is refused too short, too long, empty or with a symbol that no code has', () => {
    expect(['', 'K7M-4Q', 'K7M-4Q22', 'K7M-4QO', 'K7M-4Q1'].map(readIncidentCode)).toEqual(Array(5).fill(null));
  });

  it('comes out differently each time, every symbol being as likely', () => {
    const made = Array.from({ length: 4000 }, () => newIncidentCode());
    expect(new Set(made).size).toBeGreaterThan(3980);
    const counts = new Map<string, number>();
    for (const symbol of made.join('').replaceAll('-', '')) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    // 24,000 symbols, 1043 of each expected with a deviation of 32: eight deviations never happen by chance.
    for (const symbol of CODE_SYMBOLS) expect(Math.abs((counts.get(symbol) ?? 0) - 1043)).toBeLessThan(256);
  });
});
