import { domainToUnicode } from 'node:url';

export type Likeness = 'one-letter' | 'same-shape' | 'punycode' | 'other-ending';

/** Shorter names are one letter apart by chance. */
const NAME_MIN_LENGTH = 4;
/** What a domain may be registered under, and therefore says nothing of whose it is. */
const ENDINGS = new Set(['com', 'org', 'net', 'gov', 'edu', 'mil', 'idv', 'game', 'ebiz', 'club', 'ac', 'co']);

/**
 * Letters that look like a Latin letter or figure, by what they look like: the lower-case part of Unicode's
 * confusables (UTS 39) for Cyrillic, Greek and Armenian, and what a quick eye takes for another.
 */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  ...lettersOf('аӓⱥαɑ', 'a'),
  ...lettersOf('ЬьƄ', 'b'),
  ...lettersOf('сϲⅽ', 'c'),
  ...lettersOf('ԁⅾ', 'd'),
  ...lettersOf('еёєҽ', 'e'),
  ...lettersOf('ցɡ', 'g'),
  ...lettersOf('һհ', 'h'),
  ...lettersOf('іїıɩι1l|ӏ', 'i'),
  ...lettersOf('јϳ', 'j'),
  ...lettersOf('кκ', 'k'),
  ...lettersOf('ⅿм', 'm'),
  ...lettersOf('пոη', 'n'),
  ...lettersOf('0оοօσ', 'o'),
  ...lettersOf('рρ', 'p'),
  ...lettersOf('ԛզ', 'q'),
  ...lettersOf('гᴦ', 'r'),
  ...lettersOf('ѕ5', 's'),
  ...lettersOf('тτ', 't'),
  ...lettersOf('υսц', 'u'),
  ...lettersOf('ѵν', 'v'),
  ...lettersOf('ԝшω', 'w'),
  ...lettersOf('хχ', 'x'),
  ...lettersOf('уүγ', 'y'),
  ...lettersOf('ᴢ2', 'z'),
};

function lettersOf(letters: string, like: string): Record<string, string> {
  return Object.fromEntries([...letters].map((letter) => [letter, like]));
}

/** Two strings with the same shape look alike. */
function shapeOf(domain: string): string {
  const letters = [...domain.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()];
  const joined = letters.map((letter) => LOOKS_LIKE[letter] ?? letter).join('');
  return joined.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('ci', 'd');
}

/** `own` itself and everything below it. Both in ASCII, lower case. */
export function isWithin(domain: string, own: string): boolean {
  return domain === own || domain.endsWith(`.${own}`);
}

/**
 * Does this domain pass for that of the agency at a quick look? null: no, or it is the agency's. `domain` in ASCII
 * (punycode), lower case, without a dot at its end.
 */
export function likenessTo(domain: string, own: string): Likeness | null {
  if (isWithin(domain, own)) return null;
  const name = nameOf(own);
  const shown = domainToUnicode(domain) || domain;
  const isPunycode = domain.split('.').some((label) => label.startsWith('xn--'));
  for (const tail of tailsOf(shown, own.split('.').length)) {
    const hasShape = shapeOf(tail) === shapeOf(own);
    if (hasShape) return isPunycode ? 'punycode' : 'same-shape';
    if (isPunycode && isOneApart(shapeOf(tail), shapeOf(own))) return 'punycode';
    if (name.length >= NAME_MIN_LENGTH && isOneApart(tail, own)) return 'one-letter';
  }
  return hasOtherEnding(domain, own, name) ? 'other-ending' : null;
}

/** The label that says whose it is: `tycg` of `mail.tycg.gov.tw` read as an own domain `tycg.gov.tw`. */
function nameOf(own: string): string {
  const labels = own.split('.').slice(0, -1);
  return labels.findLast((label) => !ENDINGS.has(label) && label.length > 2) ?? '';
}

/** The whole, and its last labels, as many as the other has. */
function tailsOf(domain: string, labels: number): readonly string[] {
  return [...new Set([domain, domain.split('.').slice(-labels).join('.')])];
}

/** `tycg.gov.tw.example.com`, `tycg-gov.tw`, `tycg.com`: the name stands there, under an ending that is not its own. */
function hasOtherEnding(domain: string, own: string, name: string): boolean {
  if (name.length < 3) return false;
  const labels = domain.split('.').slice(0, -1);
  const spelt = own.replaceAll('.', '-');
  return labels.some(
    (label) => label === name || label === spelt || new RegExp(`^${name}-?(gov|edu|org|com|tw|city)`).test(label),
  );
}

/** One letter put in, left out, changed, or two neighbours exchanged (Damerau-Levenshtein distance 1). */
function isOneApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [oneRest, otherRest] = [one.slice(start), other.slice(start)];
  return (
    oneRest.slice(1) === otherRest.slice(1) ||
    oneRest.slice(1) === otherRest ||
    oneRest === otherRest.slice(1) ||
    (oneRest[0] === otherRest[1] && oneRest[1] === otherRest[0] && oneRest.slice(2) === otherRest.slice(2))
  );
}
