import data from '../../../../../assets/mail/number-labels.json' with { type: 'json' };

/** What the words before a number say that it is. `entity`: a firm's; `serial`: of things, not of a person. */
export type Label = 'identity' | 'phone' | 'card' | 'passport' | 'entity' | 'serial';

const WORDS = data.labels as [Label, string][];

const ANY = new RegExp(WORDS.map(([, words], index) => `(?<w${index}>${words})`).join('|'), 'gi');
const WINDOW = 40;
/** Between a serial's label and its number stand marks, short words, or the numbers before it in the same list. */
const LEADS_TO_NUMBER = new RegExp(
  `^[\\s:#.=("'-]*(?:${data.leadingToSerial}[\\s:#.=("'-]*)*(?:[a-z0-9-]{1,24}[\\s${data.listMarks}]+)*$`,
  'iu',
);
/** Words about a person may stand further off, and not beyond a sentence or another number. */
const BELONGS = /^[^。；;!?\v]{0,16}$/u;

const LETTER = /\p{L}/u;
const KNOWN_MAX = 1000;
/** In a table the same few words stand before every number. */
const known = new Map<string, Label | 'none'>();

/**
 * What labels the number that begins at `offset`; null: nothing does.
 * @param outer what may label it from outside the text, the nearest first: the cell to the left, the column's heading
 */
export function labelBefore(text: string, offset: number, outer: readonly string[] = []): Label | null {
  const before = text.slice(Math.max(0, offset - WINDOW), offset);
  for (const words of [before, ...outer.map((label) => `${label} ${before}`)]) {
    if (!LETTER.test(words)) continue;
    const label = known.get(words) ?? lastLabel(words) ?? 'none';
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(words, label);
    if (label !== 'none') return label;
  }
  return null;
}

function lastLabel(before: string): Label | null {
  const found = [...before.matchAll(ANY)].at(-1);
  if (!found) return null;
  const group = Object.keys(found.groups ?? {}).find((name) => found.groups?.[name] !== undefined);
  const label = WORDS[Number(group?.slice(1))]?.[0] ?? null;
  const between = before.slice(found.index + found[0].length);
  if (isNobodys(label)) return LEADS_TO_NUMBER.test(between) ? label : null;
  return BELONGS.test(between) && !/\d{4}/.test(between) ? label : null;
}

/** A telephone, a card or a passport is not what a label calls a firm's or a thing's number. */
export const isNobodys = (label: Label | null): boolean => label === 'serial' || label === 'entity';
