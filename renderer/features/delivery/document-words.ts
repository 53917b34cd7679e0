import type { OutboxItem } from '../../../electron/contract/delivery.ts';
import type { WordsFunction } from '../../language.ts';

const KINDS = [
  'incident',
  'incident-detail',
  'acknowledgement',
  'acknowledgement-question',
  'key-enrolment',
  'application',
] as const;

/** A kind in words; one that this version does not know is shown under its own name. */
export function kindWords(kind: string, t: WordsFunction): string {
  const known = KINDS.find((each) => each === kind);
  return known ? t(`delivery:kind.${known}`) : kind;
}

/** What a state means for the person; stored in a system is never "seen". */
export function meaningWords({ state, outcome }: OutboxItem, t: WordsFunction): string {
  const step = state === 'handled' ? outcome?.handled : state === 'seen' ? outcome?.seen : undefined;
  return t(`delivery:meaning.${state}`, { by: step?.by ?? '', time: step?.at.replace('T', ' ') ?? '' });
}

/** What the other side wrote; '' where it wrote nothing. */
export function theirWords({ outcome }: OutboxItem): string {
  return (outcome?.handled ?? outcome?.refused ?? outcome?.seen ?? outcome?.received)?.words ?? '';
}
