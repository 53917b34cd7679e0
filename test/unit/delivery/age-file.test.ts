import { randomBytes } from 'node:crypto';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { ageKey, openAgeFile } from '../../../electron/delivery/age-file.ts';
import { Unsealer } from '../../../electron/delivery/unseal.ts';

const CHUNK_BYTES = 65_536;
const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const stranger = await identityToRecipient(await generateX25519Identity());

async function sealed(plain: Uint8Array | string, ...recipients: string[]): Promise<Buffer> {
  const encrypter = new Encrypter();
  for (const each of recipients) encrypter.addRecipient(each);
  return Buffer.from(await encrypter.encrypt(plain));
}

async function opened(file: Buffer, identities = identity): Promise<string> {
  const envelope = { schema: 1 as const, id: '01ARYZ6S410000000000000000', kind: 'k', createdAt: '' };
  return new Unsealer(identities).open({ ...envelope, sealed: file.toString('base64') });
}

describe('an age file', () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
    'of %i bytes that the library sealed opens byte for byte',
    async (length) => {
      const plain = randomBytes(length)
        .toString('latin1')
        .replaceAll(/[^ -~]/g, 'x');
      expect(await opened(await sealed(plain, recipient))).toBe(plain);
    },
  );

  it('opens with any of several identities, whichever recipient stands first', async () => {
    const file = await sealed('名單', stranger, recipient);
    expect(await opened(file, `# two\n${await generateX25519Identity()}\n\n${identity}\r\n`)).toBe('名單');
  });

  it('does not open with a stranger’s identity', async () => {
    await expect(opened(await sealed('名單', recipient), await generateX25519Identity())).rejects.toThrow(
      'none of the identities',
    );
  });

  it('with a single bit altered, wherever it is, opens no more', async () => {
    const file = await sealed('名單', recipient);
    for (let at = 0; at < file.length; at++) {
      const altered = Buffer.from(file);
      altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
      await expect(opened(altered), `byte ${at}`).rejects.toThrow();
    }
  });

  it('cut short at any place, or with a byte more, opens no more', async () => {
    const file = await sealed('名單', recipient);
    for (let length = 0; length < file.length; length++)
      await expect(opened(file.subarray(0, length)), `${length} bytes`).rejects.toThrow();
    await expect(opened(Buffer.concat([file, Buffer.alloc(1)]))).rejects.toThrow();
  });

  it('with a chunk left out, moved, or an empty one added, opens no more', async () => {
    const file = await sealed('a'.repeat(2 * CHUNK_BYTES), recipient);
    const whole = CHUNK_BYTES + 16;
    const [head, first, second] = [
      file.subarray(0, -2 * whole),
      file.subarray(-2 * whole, -whole),
      file.subarray(-whole),
    ];
    expect(await opened(Buffer.concat([head, first, second]))).toHaveLength(2 * CHUNK_BYTES);
    for (const chunks of [[first], [second], [second, first], [first, first], [first, second, second.subarray(-16)]])
      await expect(opened(Buffer.concat([head, ...chunks]))).rejects.toThrow('altered');
  });

  it('whose share is of low order, so that everybody knows the secret, is refused', () => {
    const zero = Buffer.alloc(32).toString('base64').replace('=', '');
    const body = Buffer.alloc(32, 1).toString('base64').replace('=', '');
    const file = Buffer.from(`age-encryption.org/v1\n-> X25519 ${zero}\n${body}\n--- ${zero}\n${'x'.repeat(40)}`);
    expect(() => openAgeFile(file, [ageKey(Buffer.alloc(32, 7))])).toThrow(/deriv|order|operation|fail/i);
  });

  it.each([
    ['no age file', 'hello\n'],
    ['another version', 'age-encryption.org/v2\n-> X25519 AA\n'],
    ['a header without end', 'age-encryption.org/v1\n-> X25519 AA'],
    ['a line too long', `age-encryption.org/v1\n-> grease x\n${'A'.repeat(68)}\n`],
    ['base64 of another spelling', 'age-encryption.org/v1\n-> grease x\nAB\n--- AA\n'],
    ['padding', 'age-encryption.org/v1\n-> grease x\nAA==\n--- AA\n'],
  ])('that is %s is refused', (_, text) => {
    expect(() => openAgeFile(Buffer.from(text, 'latin1'), [])).toThrow(/age file|header/);
  });
});

describe('an identity file', () => {
  it('with any single letter mistyped is refused', () => {
    for (let at = 0; at < identity.length; at++) {
      const letter = identity[at] === 'Q' ? 'P' : 'Q';
      expect(() => new Unsealer(identity.slice(0, at) + letter + identity.slice(at + 1)), `letter ${at}`).toThrow();
    }
  });

  it.each(['AGE-PLUGIN-YUBIKEY-1QQQQ', 'AGE-SECRET-KEY-1', 'age1qqqq'])('that holds %s is refused', (text) => {
    expect(() => new Unsealer(text)).toThrow(/AGE-SECRET-KEY-1|mistyped/);
  });
});
