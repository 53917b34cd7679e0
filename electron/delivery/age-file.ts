import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
// Electron's own crypto has no ChaCha20; the rest is the runtime's, at a fraction of the library's cost for each file.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';

/** One X25519 key that age files are sealed to. */
export interface AgeKey {
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly recipient: Buffer;
}

/** RFC 8410: what stands before the 32 bytes in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');
const VERSION_LINE = 'age-encryption.org/v1';
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const FILE_KEY_BYTES = 16;
const NONCE_BYTES = 12;
const CHUNK_BYTES = 65_536 + TAG_BYTES;
/** In letters, of base64; a shorter line ends its stanza. */
const BODY_LINE = 64;

/** `scalar`: 32 bytes. */
export function ageKey(scalar: Uint8Array): AgeKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, scalar]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey, recipient: Buffer.from(x, 'base64url') };
}

/**
 * The plain bytes of a whole age file (C2SP, age-encryption.org/v1) that was sealed to any of the X25519 keys. Throws
 * where it is no such file, where none of the keys opens it, and where a single byte of it was altered.
 */
export function openAgeFile(file: Buffer, keys: readonly AgeKey[]): Buffer {
  const { stanzas, authenticated, mac, payload } = headerOf(file);
  const fileKey = fileKeyOf(stanzas, keys);
  if (!fileKey) throw new Error('none of the identities opens it');
  const macKey = derived(fileKey, Buffer.alloc(0), 'header');
  const expected = createHmac('sha256', macKey).update(authenticated).digest();
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw new Error('the header was altered');
  if (payload.length < 16) throw new Error('the file ends early');
  return openChunks(derived(fileKey, payload.subarray(0, 16), 'payload'), payload.subarray(16));
}

interface Stanza {
  readonly args: readonly string[];
  readonly body: Buffer;
}

function headerOf(file: Buffer) {
  let at = 0;
  const line = () => {
    const end = file.indexOf(0x0a, at);
    if (end < 0) throw new Error('the header ends early');
    const text = file.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  if (line() !== VERSION_LINE) throw new Error('not an age file');
  const stanzas: Stanza[] = [];
  for (;;) {
    const lineAt = at;
    const [mark, ...args] = line().split(' ');
    if (mark === '---' && args.length === 1)
      return {
        stanzas,
        authenticated: file.subarray(0, lineAt + mark.length),
        mac: strictBase64(args[0]),
        payload: file.subarray(at),
      };
    if (mark !== '->' || args.length === 0 || args.includes('')) throw new Error('the header is not as it must be');
    const body: Buffer[] = [];
    for (let letters = BODY_LINE; letters === BODY_LINE; ) {
      const text = line();
      letters = text.length;
      if (letters > BODY_LINE) throw new Error('the header is not as it must be');
      body.push(strictBase64(text));
    }
    stanzas.push({ args, body: Buffer.concat(body) });
  }
}

function fileKeyOf(stanzas: readonly Stanza[], keys: readonly AgeKey[]): Uint8Array | null {
  for (const { args, body } of stanzas) {
    const [kind, letters] = args;
    if (kind !== 'X25519') continue;
    const share = strictBase64(letters);
    if (args.length !== 2 || share.length !== KEY_BYTES || body.length !== FILE_KEY_BYTES + TAG_BYTES)
      throw new Error('the header is not as it must be');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: base64url(share) }, format: 'jwk' });
    for (const { privateKey, recipient } of keys) {
      // The runtime refuses a share of low order, whose secret everybody knows.
      const secret = diffieHellman({ privateKey, publicKey });
      const wrapping = derived(secret, Buffer.concat([share, recipient]), 'age-encryption.org/v1/X25519');
      const fileKey = opened(wrapping, new Uint8Array(NONCE_BYTES), body);
      if (fileKey) return fileKey;
    }
  }
  return null;
}

/** STREAM: the nonce counts the chunks and marks the last, so that none can be left out, moved or added. */
function openChunks(key: Buffer, sealed: Buffer): Buffer {
  const chunks: Uint8Array[] = [];
  const count = Math.max(1, Math.ceil(sealed.length / CHUNK_BYTES));
  for (let at = 0; at < count; at++) {
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.writeUIntBE(at, NONCE_BYTES - 7, 6);
    nonce[NONCE_BYTES - 1] = at === count - 1 ? 1 : 0;
    const chunk = opened(key, nonce, sealed.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES));
    if (!chunk || (at > 0 && chunk.length === 0)) throw new Error('the content was altered, or is not whole');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** ChaCha20-Poly1305. null: not sealed with that key, or altered. */
function opened(key: Buffer, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < TAG_BYTES) return null;
  try {
    return chacha20poly1305(key, nonce).decrypt(sealed);
  } catch {
    return null;
  }
}

const derived = (key: Uint8Array, salt: Uint8Array, label: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, label, KEY_BYTES));

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

/** Unpadded and canonical, as age writes it: each value has one spelling. */
function strictBase64(text = ''): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== text) throw new Error('the header is not as it must be');
  return bytes;
}
