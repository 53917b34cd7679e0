export type Pref = string | number | boolean;

/** Comments first, so that a setting inside one is none; a comment's mark inside a text is no comment. */
const TOKEN =
  /\/\*[\s\S]*?\*\/|(?:\/\/|#).*|\buser_pref\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s)]+)\s*\)\s*;/g;

/**
 * `user_pref("name", value);` of prefs.js and user.js (Mozilla's parser takes text, whole numbers, true and false).
 * A value of any other kind is left out, as the program leaves it out.
 */
export function parsePrefs(text: string): Map<string, Pref> {
  const prefs = new Map<string, Pref>();
  for (const [, name, value = ''] of text.matchAll(TOKEN)) {
    const parsed = name === undefined ? undefined : parseValue(value);
    if (name !== undefined && parsed !== undefined) prefs.set(name.slice(1, -1), parsed);
  }
  return prefs;
}

function parseValue(value: string): Pref | undefined {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^[+-]?\d+$/.test(value)) return Number(value);
  if (/^["']/.test(value)) return value.slice(1, -1);
  return undefined;
}
