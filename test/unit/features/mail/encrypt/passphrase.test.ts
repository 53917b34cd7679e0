import { describe, expect, it } from 'vitest';
import { newPassphrase } from '../../../../../electron/features/mail/encrypt/passphrase.ts';

describe('the passphrase', () => {
  it('has more than 80 bits, in groups that can be read aloud', () => {
    expect(newPassphrase()).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
    const asked: number[] = [];
    newPassphrase((below) => asked.push(below) && 0);
    expect(asked.reduce((bits, below) => bits + Math.log2(below), 0)).toBeGreaterThan(80);
  });

  it('is another each time, and uses every symbol about as often', () => {
    const many = Array.from({ length: 2000 }, () => newPassphrase());
    expect(new Set(many).size).toBe(many.length);
    const times = new Map<string, number>();
    for (const symbol of many.join('').replaceAll('-', '')) times.set(symbol, (times.get(symbol) ?? 0) + 1);
    expect(times.size).toBe(31);
    const mean = (2000 * 20) / 31;
    for (const [symbol, count] of times) expect([symbol, Math.abs(count - mean) < mean * 0.2]).toEqual([symbol, true]);
  });
});
