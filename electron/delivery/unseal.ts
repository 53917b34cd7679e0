import type { SealedDocument } from '../contract/delivery.ts';
import { type AgeKey, ageKey, openAgeFile } from './age-file.ts';
import { scalarOf } from './age-identity.ts';

/** Opens what was sealed to the officer's keys, with the identities of an ordinary `age` identity file. */
export class Unsealer {
  private readonly keys: readonly AgeKey[];

  /**
   * `identities`: the file's text, X25519 as recipients are; lines that begin with `#` are remarks. Throws where it
   * holds no identity, or one that is mistyped.
   */
  constructor(identities: string) {
    const lines = identities.split(/\r?\n/).map((line) => line.trim());
    const texts = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (texts.length === 0) throw new Error('no identity in that file');
    this.keys = texts.map((text) => ageKey(scalarOf(text)));
  }

  /** The document's canonical text. Throws where none of the identities opens it, or it was altered. */
  open = ({ sealed }: SealedDocument): string =>
    STRICT_UTF8.decode(openAgeFile(Buffer.from(sealed, 'base64'), this.keys));
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
