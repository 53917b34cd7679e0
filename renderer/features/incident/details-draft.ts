import type { ContactCard, Details } from '../../../electron/contract/incident.ts';
import { isoTime } from '../../../electron/contract/iso-time.ts';
import { EMPTY_CARD, isEmptyCard } from './ContactFields.tsx';

export const QUESTIONS = [
  'passwordTyped',
  'linkOrAttachmentOpened',
  'filesUnreadable',
  'personalOrConfidentialData',
  'colleaguesToo',
  'stillPowered',
] as const satisfies readonly (keyof Details)[];

/** The answers as the form holds them: `sinceWhen` is the field's own local time without a zone, '' for none. */
export type DetailsDraft = Omit<Details, 'sinceWhen' | 'contact'> & {
  readonly sinceWhen: string;
  readonly contact: ContactCard;
};

export const EMPTY_DRAFT: DetailsDraft = {
  seen: [],
  sinceWhen: '',
  passwordTyped: null,
  linkOrAttachmentOpened: null,
  filesUnreadable: null,
  personalOrConfidentialData: null,
  colleaguesToo: null,
  stillPowered: null,
  contact: EMPTY_CARD,
  words: '',
};

/** The field's time is this PC's; the document names the agency's zone. What is no time counts as not answered. */
export function detailsOf({ sinceWhen, contact, ...answers }: DetailsDraft, timeZone: string): Details {
  const timeMs = Date.parse(sinceWhen);
  return {
    ...answers,
    sinceWhen: Number.isNaN(timeMs) ? null : isoTime(timeMs, timeZone),
    ...(!isEmptyCard(contact) && { contact }),
  };
}
