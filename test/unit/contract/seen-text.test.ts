import { expect, it } from 'vitest';
import { seenText } from '../../../electron/contract/seen-text.ts';

it('what a terminal obeys, what turns or parts a line, and what nobody sees stands as its code', () => {
  expect(seenText('王\u001b[2J\u0007\r\n甲\u009b\u2028乙\u202e丙\u200b\u{e0041}')).toBe(
    '王[U+001B][2J[U+0007][U+000D][U+000A]甲[U+009B][U+2028]乙[U+202E]丙[U+200B][U+E0041]',
  );
});

it('names stand as they are, with blanks and the variants of a character', () => {
  for (const name of ['王　小明', '葛\u{e0100}', 'O’Brien-Łuk', '𠮷田']) expect(seenText(name)).toBe(name);
});
