import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/**
 * Keys of small order, under which a signature can be made that fits any text: the eight points, and the two encodings
 * of a point with x = 0 that carry a sign.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
]);

export interface MadeKey {
  readonly privateKey: KeyObject;
  /** 32 bytes, base64. */
  readonly publicKey: string;
}

export function makeKey(): MadeKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicHalfOf(privateKey) };
}

/** 32 bytes, base64. */
export function publicHalfOf(privateKey: KeyObject): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}

/** PKCS #8, DER. */
export function privateBytesOf(privateKey: KeyObject): Buffer {
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

/** Throws where the bytes are no Ed25519 key in PKCS #8. */
export function privateKeyFrom(bytes: Uint8Array): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`a key of type ${key.asymmetricKeyType}, not Ed25519`);
  return key;
}

/** null: not 32 bytes in canonical base64, not a canonical point (RFC 8032, 5.1.3), or one of small order. */
export function publicKeyFrom(base64: string): KeyObject | null {
  const bytes = strictBase64(base64, KEY_BYTES);
  if (!bytes || !isBelowPrime(bytes) || SMALL_ORDER.has(bytes.toString('hex'))) return null;
  // As a JWK (RFC 8037): a fraction of what OpenSSL needs to decode DER.
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** 64 bytes, base64. */
export function signatureOf(text: string, privateKey: KeyObject): string {
  return sign(null, Buffer.from(text), privateKey).toString('base64');
}

/** OpenSSL refuses an S that is not reduced, so that a signature has no second form. */
export function isSignedBy(text: string, signature: string, key: KeyObject): boolean {
  const bytes = strictBase64(signature, SIGNATURE_BYTES);
  return bytes !== null && verify(null, Buffer.from(text), key, bytes);
}

/** Node reads base64 leniently; here each value has one spelling. */
function strictBase64(base64: string, length: number): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === length && bytes.toString('base64') === base64 ? bytes : null;
}

/** y < 2^255 − 19, little-endian, without the sign bit. */
function isBelowPrime(bytes: Buffer): boolean {
  const [lowest = 0] = bytes;
  const highest = (bytes[KEY_BYTES - 1] ?? 0) & 0x7f;
  if (highest < 0x7f || lowest < 0xed) return true;
  return bytes.subarray(1, KEY_BYTES - 1).some((byte) => byte !== 0xff);
}
