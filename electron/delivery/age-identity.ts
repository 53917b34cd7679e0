import { ageKeyBytes } from '../settings/age-key.ts';

const HEAD = 'AGE-SECRET-KEY-1';
const PREFIX = 'age-secret-key-';

/**
 * The 32 bytes of an X25519 identity as `age-keygen` writes it: `AGE-SECRET-KEY-1…`, Bech32 (BIP 173) in capitals.
 * Throws where it is none, or mistyped.
 */
export function scalarOf(identity: string): Uint8Array {
  if (!identity.startsWith(HEAD)) throw new Error(`an identity that does not begin with ${HEAD}`);
  const letters = identity.slice(HEAD.length);
  // BIP 173: capitals and small letters are never mixed.
  const scalar = letters === letters.toUpperCase() ? ageKeyBytes(PREFIX, letters.toLowerCase()) : null;
  if (!scalar) throw new Error('a mistyped identity');
  return scalar;
}
