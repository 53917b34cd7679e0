import type { AcknowledgementView } from '../../../electron/contract/acknowledgement.ts';

/** What one sentence has to say of what this person owes. */
export type Standing =
  | 'voluntary'
  | 'voluntarySigned'
  | 'signed'
  | 'notYetDue'
  | 'dueSoon'
  | 'dueToday'
  | 'overdue'
  | 'newEdition';

export function standingOf({ duty, last }: Pick<AcknowledgementView, 'duty' | 'last'>): Standing {
  switch (duty.state) {
    case 'none':
      return last ? 'voluntarySigned' : 'voluntary';
    case 'current':
      return last ? 'signed' : 'notYetDue';
    case 'due-soon':
      return 'dueSoon';
    case 'due':
      return 'dueToday';
    case 'overdue':
      return 'overdue';
    case 'new-edition':
      return 'newEdition';
  }
}

const OWING: readonly Standing[] = ['dueSoon', 'dueToday', 'overdue', 'newEdition'];

/** Is there something to do now? Only then does another page say a word about it. */
export const isOwing = (standing: Standing): boolean => OWING.includes(standing);
