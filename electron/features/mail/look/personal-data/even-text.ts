/** Dashes and minus signs that people and programs write for a hyphen. */
const DASHES = /[\u2010-\u2015\u2043\u2212\u30fb\ufe58\ufe63\uff0d\u2500]/gu;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/gu;

/** One form for what looks alike: full-width letters and digits, dashes, blanks; line ends stay where they are. */
export function evenText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2460-\u2468]/gu, (circled) => String(circled.charCodeAt(0) - 0x245f))
    .replace(DASHES, '-')
    .replace(BLANKS, ' ');
}
