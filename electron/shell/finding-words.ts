import type { ReceiptFinding } from '../contract/acknowledgement.ts';
import type { AcknowledgementWords } from './acknowledgement-words.ts';

/** What is wrong, and where: the receipt's number, the clause or the field. */
export function findingWords({ kind, at }: Pick<ReceiptFinding, 'kind' | 'at'>, words: AcknowledgementWords): string {
  const place = kind.startsWith('chain-') ? words('verify.atNumber', { at }) : words('verify.at', { at });
  return words(`verify.kind.${kind}`) + (at === '' ? '' : place);
}
