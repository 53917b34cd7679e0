import type { MailCheckView } from '../../../../electron/contract/mail.ts';

export interface ScanHeadline {
  readonly kind: 'checking' | 'found' | 'unknown' | 'nothing-found';
  /** Files of which that holds. */
  readonly count: number;
}

/** What the antivirus said of all files together; null: there are none. Nothing found only where each was scanned. */
export function scanHeadline({ files, progress }: Pick<MailCheckView, 'files' | 'progress'>): ScanHeadline | null {
  if (files.length === 0) return null;
  const countOf = (isSo: (kind: string | undefined) => boolean) => files.filter(({ scan }) => isSo(scan?.kind)).length;
  const found = countOf((kind) => kind === 'found');
  if (found > 0) return { kind: 'found', count: found };
  if (progress) return { kind: 'checking', count: 0 };
  const unknown = countOf((kind) => kind !== 'nothing-found');
  return unknown > 0 ? { kind: 'unknown', count: unknown } : { kind: 'nothing-found', count: files.length };
}
