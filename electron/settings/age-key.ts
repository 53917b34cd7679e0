const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_LETTERS = 6;
/** 32 bytes are 52 letters of five bits, the last four bits of which are naught. */
const KEY_LETTERS = 52;
const RECIPIENT_HEAD = 'age1';

/** Whether this is a public key as `age-keygen` writes it, with no letter mistyped: its checksum shows that. */
export function isAgeRecipient(text: string): boolean {
  return text.startsWith(RECIPIENT_HEAD) && ageKeyBytes('age', text.slice(RECIPIENT_HEAD.length)) !== null;
}

/**
 * The 32 bytes of a key in Bech32 (BIP 173): `prefix` and `letters` in small letters, without the `1` between them.
 * null where it is none, or mistyped.
 */
export function ageKeyBytes(prefix: string, letters: string): Uint8Array | null {
  const values = [...letters].map((letter) => ALPHABET.indexOf(letter));
  if (values.length !== KEY_LETTERS + CHECKSUM_LETTERS || values.includes(-1)) return null;
  if (!isChecksumRight(prefix, values)) return null;
  const bits = values
    .slice(0, KEY_LETTERS)
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('');
  if (bits.slice(256).includes('1')) return null;
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2));
}

function isChecksumRight(prefix: string, values: readonly number[]): boolean {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const all = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values];
  let sum = 1;
  for (const value of all) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [at, factor] of GENERATOR.entries()) if ((top >>> at) & 1) sum ^= factor;
  }
  return sum === 1;
}
