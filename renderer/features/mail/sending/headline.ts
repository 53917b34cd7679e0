import type { MailCheckView, MailItem } from '../../../../electron/contract/mail.ts';

export const RESULTS = ['change', 'unknown', 'advice', 'in-order'] as const satisfies readonly MailItem['result'][];

export interface Headline {
  readonly kind: 'checking' | 'change' | 'unknown' | 'advice' | 'in-order';
  /** Of required items; a recommendation is never counted as a fault. Of `advice`: all that stands under it. */
  readonly count: number;
}

/**
 * The answer in one line: what to change before all else, then what is not known, then what to consider; in order only where no
 * clause that demands leaves anything open.
 */
export function headlineOf({ items, progress }: Pick<MailCheckView, 'items' | 'progress'>): Headline {
  const countOf = (result: MailItem['result']) =>
    items.filter((item) => item.result === result && item.force === 'required').length;
  const toChange = countOf('change');
  if (toChange > 0) return { kind: 'change', count: toChange };
  if (progress) return { kind: 'checking', count: 0 };
  const notKnown = countOf('unknown');
  if (notKnown > 0 || items.length === 0) return { kind: 'unknown', count: notKnown };
  return countOf('advice') > 0
    ? { kind: 'advice', count: items.filter(({ result }) => result === 'advice').length }
    : { kind: 'in-order', count: items.length };
}
