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
    for (const key of keys) decrypter.addIdentity(key);
    return new Unsealer(decrypter);
  }

  /** The document's canonical text. Rejects where none of the identities opens it, or it was altered. */
  async open({ sealed }: SealedDocument): Promise<string> {
    return await this.decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
  }
}
