import { describe, expect, it } from 'vitest';
import { parsePrefs } from '../../../../../electron/features/mail/programs/prefs-file.ts';

const read = (text: string) => Object.fromEntries(parsePrefs(text));

describe('a file of preferences', () => {
  it('gives text, whole numbers, true and false', () => {
    expect(
      read(
        'user_pref("a", true);\nuser_pref("b", false);\nuser_pref("c", 1);\nuser_pref("d", -2);\nuser_pref("e", "x");',
      ),
    ).toEqual({ a: true, b: false, c: 1, d: -2, e: 'x' });
  });

  it('lets the later of two win, as the program does', () => {
    expect(read('user_pref("a", 1);\nuser_pref("a", 0);')).toEqual({ a: 0 });
  });

  it('has no settings in its comments', () => {
    expect(read('// user_pref("a", 1);\n# user_pref("b", 1);\n/* user_pref("c", 1);\nuser_pref("d", 1); */')).toEqual(
      {},
    );
  });

  it('is not cut short by a comment’s mark inside a text', () => {
    expect(read('user_pref("site", "https://*/*");\nuser_pref("a", 1);\nuser_pref("end", "*/ // x");')).toEqual({
      site: 'https://*/*',
      a: 1,
      end: '*/ // x',
    });
  });

  it('leaves out what is no value', () => {
    expect(read('user_pref("a", maybe);\nuser_pref("b", 1.5);\nuser_pref("c"')).toEqual({});
  });
});
