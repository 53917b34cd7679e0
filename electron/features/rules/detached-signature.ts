import { verify } from 'node:crypto';
import { publicKeyFrom } from './acknowledgement/ed25519.ts';

const SIGNATURE_BYTES = 64;

/** A signature as a file holds it: 64 bytes as they are, or in base64 with or without line breaks. Null for neither. */
export function readSignature(content: Uint8Array): Uint8Array | null {
  if (content.byteLength === SIGNATURE_BYTES) return content;
  const words = Buffer.from(content).toString('latin1').replace(/\s/g, '');
  const bytes = Buffer.from(words, 'base64');
  return bytes.byteLength === SIGNATURE_BYTES && bytes.toString('base64') === words ? bytes : null;
}

/** Ed25519 (RFC 8032) over exactly these bytes. `publicKey`: 32 bytes in base64; false for what is none. */
export function isSigned(bytes: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  const key = publicKeyFrom(publicKey);
  return key !== null && verify(null, bytes, key, signature);
}
