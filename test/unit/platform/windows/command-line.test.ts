import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteCommandLine } from '../../../../electron/platform/windows/command-line.ts';

/** CommandLineToArgvW's rules: the program up to its quote, then backslashes that count only before a quote. */
function takeApart(line: string): string[] {
  const program = /^"([^"]*)"/.exec(line)?.[1] ?? '';
  const taken = [program];
  let rest = line.slice(program.length + 2).trimStart();
  while (rest !== '') {
    let argument = '';
    let quoted = false;
    let at = 0;
    for (; at < rest.length && (quoted || !/\s/.test(rest.charAt(at))); at++) {
      const slashes = /^\\*/.exec(rest.slice(at))?.[0].length ?? 0;
      const beforeQuote = rest[at + slashes] === '"';
      if (slashes > 0) {
        argument += '\\'.repeat(beforeQuote ? Math.floor(slashes / 2) : slashes);
        at += slashes - 1;
        if (beforeQuote && slashes % 2 === 1) {
          argument += '"';
          at++;
        }
      } else if (beforeQuote) quoted = !quoted;
      else argument += rest[at];
    }
    taken.push(argument);
    rest = rest.slice(at).trimStart();
  }
  return taken;
}

test('a program in a folder with spaces is quoted, plain arguments are not', () => {
  expect(quoteCommandLine(['C:\\Program Files\\CityNet Desk\\citynet-desk.exe', '--hidden'])).toBe(
    '"C:\\Program Files\\CityNet Desk\\citynet-desk.exe" --hidden',
  );
});

test.each([[['C:\\a.exe', 'a b', 'say "hi"', 'C:\\dir with space\\', '\\\\server\\share', '', 'a\\"b', '市網通']]])(
  '%j comes back whole',
  (command) => {
    expect(takeApart(quoteCommandLine(command))).toEqual(command);
  },
);

test('any argument comes back whole', () => {
  const argument = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', '市'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(argument), (args) => {
      const command = ['C:\\a\\b.exe', ...args];
      expect(takeApart(quoteCommandLine(command))).toEqual(command);
    }),
  );
});
