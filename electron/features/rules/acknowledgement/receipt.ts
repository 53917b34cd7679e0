import type { KeyObject } from 'node:crypto';
import type { Claim, KeyEnrolment, Receipt, ReceiptSummary } from '../../../contract/acknowledgement.ts';
import type { OfficialText } from '../../../contract/rules.ts';
import { canonicalText } from '../../../delivery/document.ts';
import { sha256Of } from '../../../delivery/sha256.ts';
import { isSignedBy, publicKeyFrom, signatureOf } from './ed25519.ts';

/** The kinds of what this room hands to delivery. */
export const KINDS = {
  receipt: 'acknowledgement',
  enrolment: 'key-enrolment',
  question: 'acknowledgement-question',
} as const;

export function signReceipt(claim: Claim, text: OfficialText, privateKey: KeyObject): Receipt {
  return { schema: 1, claim, signature: signatureOf(canonicalText(claim), privateKey), text, timeStampToken: null };
}

/** What the next receipt names: without text and token, which the claim's hashes and a later time cover. */
export function receiptHash({ claim, signature }: Pick<Receipt, 'claim' | 'signature'>): string {
  return hashOfSigned(canonicalText(claim), signature);
}

/** The same where the claim's canonical text is at hand: it stands within that of both as it is. */
export function hashOfSigned(claimText: string, signature: string): string {
  return sha256Of(`{"claim":${claimText},"signature":${canonicalText(signature)}}`);
}

export function signEnrolment(enrolment: Omit<KeyEnrolment, 'signature'>, privateKey: KeyObject): KeyEnrolment {
  return { ...enrolment, signature: signatureOf(canonicalText(enrolment), privateKey) };
}

/** Made by whoever holds the key's private half, and not altered since. */
export function isOwnEnrolment({ signature, ...rest }: KeyEnrolment): boolean {
  const key = publicKeyFrom(rest.publicKey);
  return key !== null && isSignedBy(canonicalText(rest), signature, key);
}

export function summaryOf({ claim }: Pick<Receipt, 'claim'>, isHanded: boolean): ReceiptSummary {
  const { receiptId, number, rules, signedAt } = claim;
  const { edition, title } = rules;
  // A receipt travels under its own id, so that after a crash the same one is handed over again.
  return { receiptId, number, edition, title, signedAt, documentId: isHanded ? receiptId : null };
}
