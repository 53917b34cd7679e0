import type { SealedDocument } from '../contract/delivery.ts';
import type { FinishedDocument } from './document.ts';

/**
 * Encrypts the canonical document to each of the recipients (age, X25519): any one of their identities opens it.
 * Rejects where a recipient is none.
 */
export async function seal(
  { document, text }: FinishedDocument,
  recipients: readonly string[],
): Promise<SealedDocument> {
  // Its ciphers are loaded with the first document that is sealed, not at every start.
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const sealed = Buffer.from(await encrypter.encrypt(text)).toString('base64');
  const { id, kind, createdAt } = document;
  return { schema: 1, id, kind, createdAt, sealed };
}
