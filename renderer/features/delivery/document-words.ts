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

/** How far it is. Only a person's own word makes it refused: a server that does not take it has not judged it. */
function standOf({ state, outcome }: OutboxItem): OutboxItem['state'] | 'not-taken' {
  return state === 'refused' && !outcome?.refused ? 'not-taken' : state;
}

export function stateWords(item: OutboxItem, t: WordsFunction): string {
  return t(`delivery:state.${standOf(item)}`);
}

/** What a state means for the person; stored in a system is never "seen". */
export function meaningWords(item: OutboxItem, t: WordsFunction): string {
  const { state, outcome } = item;
  const step = state === 'handled' || state === 'seen' || state === 'refused' ? outcome?.[state] : undefined;
  return t(`delivery:meaning.${standOf(item)}`, { by: step?.by ?? '', time: step?.at.replace('T', ' ') ?? '' });
}

/** What the other side wrote; '' where it wrote nothing. */
export function theirWords({ outcome }: OutboxItem): string {
  return (outcome?.handled ?? outcome?.refused ?? outcome?.seen ?? outcome?.received)?.words ?? '';
}
