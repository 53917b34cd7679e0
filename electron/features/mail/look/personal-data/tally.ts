import type { PersonalDataHit, PersonalDataKind } from '../../../../contract/mail.ts';
import type { TextPart } from '../text/text-part.ts';
import { EMAIL_LIST_LEAST, findEmailAddresses } from './email-addresses.ts';
import { evenText } from './even-text.ts';
import type { Found } from './found.ts';
import { findIdentityNumbers } from './identity-numbers.ts';
import { findPassports } from './passports.ts';
import { findPaymentCards } from './payment-cards.ts';
import { findPhoneNumbers } from './phone-numbers.ts';

const PLACES_MAX = 5;
/** Beyond it a list is long, and its exact length says no more. */
const VALUES_MAX = 200_000;

/** Every personal number in one text, in the order of their kinds. Pure; offsets are of the text made even. */
export function findPersonalData(text: string, outer: readonly string[] = []): Found[] {
  return findIn(evenText(text), outer.map(evenText));
}

function findIn(text: string, outer: readonly string[]): Found[] {
  // Cheap first: most text holds no number at all.
  if (!/\d|@/.test(text)) return [];
  return [
    ...findIdentityNumbers(text, outer),
    ...findPhoneNumbers(text, outer),
    ...findPaymentCards(text, outer),
    ...findPassports(text, outer),
    ...findEmailAddresses(text),
  ];
}

/** Counts what the texts of one file hold, each different number once, and forgets it with itself. */
export class Tally {
  readonly #values = new Map<PersonalDataKind, Set<string>>();
  readonly #places = new Map<PersonalDataKind, PersonalDataHit['places']>();

  /** @param inside the name within an archive; '' for the file itself */
  take(part: TextPart, inside: string): void {
    const text = evenText(part.text);
    for (const found of findIn(text, (part.labels ?? []).map(evenText))) {
      const values = this.#values.get(found.kind) ?? new Set();
      if (values.has(found.value) || values.size >= VALUES_MAX) continue;
      this.#values.set(found.kind, values.add(found.value));
      const places = this.#places.get(found.kind) ?? [];
      if (places.length >= PLACES_MAX) continue;
      this.#places.set(found.kind, places);
      places.push({
        inside,
        unit: part.unit,
        at: placeOf(part, text, found.offset).slice(0, 300),
        masked: found.masked,
      });
    }
  }

  get hits(): PersonalDataHit[] {
    return [...this.#values].flatMap(([kind, values]) => {
      if (kind === 'email-list' && values.size < EMAIL_LIST_LEAST) return [];
      return [{ kind, count: values.size, places: this.#places.get(kind) ?? [] }];
    });
  }
}

function placeOf({ unit, at }: TextPart, text: string, offset: number): string {
  if (unit !== 'line') return at;
  return String(Number(at) + text.slice(0, offset).split('\n').length - 1);
}
