import data from '../../../../../assets/mail/number-labels.json' with { type: 'json' };

/** What the words before a number say that it is. `entity`: a firm's; `serial`: of things, not of a person. */
export type Label = 'identity' | 'phone' | 'card' | 'passport' | 'entity' | 'serial';

const WORDS = data.labels as [Label, string][];

const ANY = new RegExp(WORDS.map(([, words], index) => `(?<w${index}>${words})`).join('|'), 'giu');
const WINDOW = 40;
/** Between a serial's label and its number stand marks, short words, or the numbers before it in the same list. */
const LEADS_TO_NUMBER = new RegExp(
  `^[\\s:#.=("'-]*(?:${data.leadingToSerial}[\\s:#.=("'-]*)*(?:[a-z0-9-]{1,24}[\\s${data.listMarks}]+)*$`,
  'iu',
);
/** Words about a person may stand further off, and not beyond a sentence or another number. */
const BELONGS = /^[^。；;!?\v]{0,16}$/u;

/**
 * What labels the number that begins at `offset`; null: nothing does.
 * @param outer label from outside the text: the column's heading, the cell to the left
 */
export function labelBefore(text: string, offset: number, outer = ''): Label | null {
  const before = `${outer} ${text.slice(Math.max(0, offset - WINDOW), offset)}`;
  for (const found of [...before.matchAll(ANY)].reverse()) {
    const index = Object.entries(found.groups ?? {})
      .find(([, words]) => words !== undefined)?.[0]
      .slice(1);
    const label = WORDS[Number(index)]?.[0];
    const between = before.slice(found.index + found[0].length);
    if (label === undefined) continue;
    if (label === 'serial' || label === 'entity') return LEADS_TO_NUMBER.test(between) ? label : null;
    return BELONGS.test(between) && !/\d{4}/.test(between) ? label : null;
  }
  return null;
}

/** A telephone, a card or a passport is not what a label calls a firm's or a thing's number. */
export const isNobodys = (label: Label | null): boolean => label === 'serial' || label === 'entity';
