import type { MailCheckView, MailItem } from '../../../../electron/contract/mail.ts';

export const RESULTS = ['change', 'unknown', 'advice', 'in-order'] as const satisfies readonly MailItem['result'][];

export interface Headline {
  readonly kind: 'checking' | 'change' | 'unknown' | 'in-order';
  /** Of required items; a recommendation is never counted as a fault. */
  readonly count: number;
}

/** The answer in one line: what to change before all else, then what is not known; in order only where nothing is left. */
export function headlineOf({ items, progress }: Pick<MailCheckView, 'items' | 'progress'>): Headline {
  const countOf = (result: MailItem['result']) =>
    items.filter((item) => item.result === result && item.force === 'required').length;
  const toChange = countOf('change');
  if (toChange > 0) return { kind: 'change', count: toChange };
  if (progress) return { kind: 'checking', count: 0 };
  const notKnown = countOf('unknown');
  return notKnown > 0 || items.length === 0
    ? { kind: 'unknown', count: notKnown }
    : { kind: 'in-order', count: items.length };
}
