import type { Claim, ReceiptFinding } from '../../../contract/acknowledgement.ts';
import { finding } from './verify.ts';

interface Signed {
  readonly claim: Pick<Claim, 'publicKey' | 'accountName' | 'machineName' | 'signedAt' | 'previous' | 'replaces'>;
}

/**
 * What is wrong with the keys of receipts that came together, one list for each. `enrolled`: the keys whose enrolments
 * came with them; where none did, nothing is known of that. Another PC or account has another key, and a chain of
 * which the first receipt is not here may have said there whom it follows.
 */
export function keyFindings(receipts: readonly Signed[], enrolled: ReadonlySet<string>): ReceiptFinding[][] {
  const firstAtPlace = new Map<string, Signed['claim']>();
  for (const { claim } of receipts) {
    const known = firstAtPlace.get(placeOf(claim));
    if (!known || Date.parse(claim.signedAt) < Date.parse(known.signedAt)) firstAtPlace.set(placeOf(claim), claim);
  }
  return receipts.map(({ claim }) => {
    const { publicKey, previous, replaces } = claim;
    const first = firstAtPlace.get(placeOf(claim));
    const isUnexplained = previous === null && replaces === null && first && first.publicKey !== publicKey;
    return [
      ...(enrolled.size > 0 && !enrolled.has(publicKey) ? [finding('unknown-key', '', publicKey)] : []),
      ...(isUnexplained ? [finding('key-changed', '', first.publicKey)] : []),
    ];
  });
}

const placeOf = ({ accountName, machineName }: Signed['claim']) => `${accountName}\n${machineName}`;
