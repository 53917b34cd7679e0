import type { webcrypto } from 'node:crypto';
import type { Decrypter } from 'age-encryption';
import type { SealedDocument } from '../contract/delivery.ts';

/** Opens what was sealed to the officer's keys, with the identities of an ordinary `age` identity file. */
export class Unsealer {
  private readonly decrypter: Decrypter;

  private constructor(decrypter: Decrypter) {
    this.decrypter = decrypter;
  }

  /** `identities`: the file's text; lines that begin with `#` are remarks. Rejects where it holds no identity. */
  static async from(identities: string): Promise<Unsealer> {
    const lines = identities.split(/\r?\n/).map((line) => line.trim());
    const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (keys.length === 0) throw new Error('no identity in that file');
    const { Decrypter } = await import('age-encryption');
    const decrypter = new Decrypter();
    for (const key of keys) {
      // Refuses what is mistyped, which the importing below does not see.
      new Decrypter().addIdentity(key);
      decrypter.addIdentity(await imported(key));
    }
    return new Unsealer(decrypter);
  }

  /** The document's canonical text. Rejects where none of the identities opens it, or it was altered. */
  async open({ sealed }: SealedDocument): Promise<string> {
    return await this.decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
  }
}

const X25519_HEAD = 'AGE-SECRET-KEY-1';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const CHECKSUM_LETTERS = 6;
/** RFC 8410: what stands before the 32 bytes in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** As a key of the runtime's, made once: of its text the library makes one for each file, at half of the whole cost. */
async function imported(identity: string): Promise<webcrypto.CryptoKey | string> {
  if (!identity.startsWith(X25519_HEAD)) return identity;
  const letters = identity.slice(X25519_HEAD.length, -CHECKSUM_LETTERS).toLowerCase();
  const bits = [...letters].map((letter) => BECH32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Array.from({ length: 32 }, (_, at) => Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2));
  try {
    const pkcs8 = Buffer.concat([PKCS8_HEAD, Buffer.from(bytes)]);
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits']);
  } catch {
    // A runtime without X25519 in its WebCrypto: the library then has its own.
    return identity;
  }
}
