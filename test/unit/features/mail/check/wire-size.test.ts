import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, it } from 'vitest';
import {
  base64Bytes,
  contentOf,
  MESSAGE_ALLOWANCE_BYTES,
  messagesFor,
  partBytes,
  sizeForecast,
} from '../../../../../electron/features/mail/check/wire-size.ts';

interface Attached {
  readonly name: string;
  readonly bytes: number;
}

/** A message as nodemailer really builds it. */
async function built(files: readonly Attached[]): Promise<number> {
  const attachments = files.map(({ name, bytes }) => ({ filename: name, content: randomBytes(bytes) }));
  const message = new MailComposer({
    from: 'a@agency.gov.tw',
    to: 'b@example.com',
    subject: '報價單',
    text: '如附件。',
    attachments,
  });
  return (await message.compile().build()).length;
}

/** The same message with one empty attachment, whose part is taken off: all that is not an attachment. */
async function bare(): Promise<number> {
  return (await built([{ name: 'x', bytes: 0 }])) - partBytes('x', 0);
}

const settings = { limitMegabytes: 20 };
const part = (name: string, bytes: number) => ({ bytes, wireBytes: partBytes(name, bytes) });

const aName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }),
  fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('桃', '園', '市', '政府', '會議紀錄', '-', ' ', '（密）', '115', 'a', '😀'), {
      minLength: 1,
      maxLength: 60,
    })
    .map((parts) => `${parts.join('')}.docx`),
  fc.constantFrom(
    '報告.pdf',
    'a.txt',
    'note.html',
    'x.zip',
    'very long name '.repeat(12),
    '"quoted" name.xlsx',
    'C.',
    '.gitignore',
  ),
);

describe('the size on the wire', () => {
  it('is, byte for byte, what a real mailer builds for the same files', async () => {
    const other = await bare();
    const sizes = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300_000 }));
    const file = fc.record({ name: aName, bytes: sizes });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 5 }), async (files) => {
        const forecast = files.reduce((sum, { name, bytes }) => sum + partBytes(name, bytes), other);
        expect(forecast).toBe(await built(files));
      }),
      { numRuns: 150, examples: [[[{ name: 'C.', bytes: 0 }]]] },
    );
  });

  it('is so at every size about a line and a whole group, and for megabytes', async () => {
    const other = await bare();
    const sizes = [...Array.from({ length: 175 }, (_, bytes) => bytes), 3_000_000, 2_999_999, 57 * 10_000];
    for (const bytes of sizes)
      expect([bytes, other + partBytes('報告.pdf', bytes)]).toEqual([
        bytes,
        await built([{ name: '報告.pdf', bytes }]),
      ]);
  });

  it('is an upper figure for a message that is attached, which mailers do not encode', async () => {
    const other = await bare();
    expect(other + partBytes('來信.eml', 3000)).toBeGreaterThan(await built([{ name: '來信.eml', bytes: 3000 }]));
  });

  it('leaves the message itself well within its allowance', async () => {
    expect(await bare()).toBeLessThan(MESSAGE_ALLOWANCE_BYTES / 10);
  });

  it('tells the most that files may have, and one byte more is too much', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000 }), (room) => {
        const most = contentOf(room);
        expect(base64Bytes(most)).toBeLessThanOrEqual(Math.max(0, room));
        expect(base64Bytes(most + 1)).toBeGreaterThan(room);
      }),
    );
  });
});

describe('the forecast against the limit', () => {
  it('says that 16 MB of files do not pass 20 MB, and 14 MB do', () => {
    expect(sizeForecast({ files: [part('a.zip', 16e6)], settings, zipWireBytes: null }).fits).toBe('no');
    expect(sizeForecast({ files: [part('a.zip', 14e6)], settings, zipWireBytes: null }).fits).toBe('yes');
  });

  it('says that it depends where the two readings of MB disagree', () => {
    const forecast = sizeForecast({ files: [part('a.zip', 15e6)], settings, zipWireBytes: null });
    expect(forecast.wireBytes).toBeGreaterThan(20e6);
    expect(forecast.wireBytes).toBeLessThan(20 * 2 ** 20);
    expect(forecast).toMatchObject({ fits: 'depends', limitBytes: { decimal: 20_000_000, binary: 20_971_520 } });
  });

  it('names a room that one file of that size just passes with', () => {
    const { roomBytes } = sizeForecast({ files: [part('a.zip', 1)], settings, zipWireBytes: null });
    const just = sizeForecast({ files: [part('a.zip', roomBytes)], settings, zipWireBytes: null });
    const more = sizeForecast({ files: [part('a.zip', roomBytes + 1)], settings, zipWireBytes: null });
    expect([just.fits, more.fits]).toEqual(['yes', 'depends']);
  });

  it('offers a zip and a split only where they are ways, and a link always', () => {
    const files = [part('a.bin', 12e6), part('b.bin', 9e6), part('c.bin', 3e6)];
    expect(sizeForecast({ files, settings, zipWireBytes: 5e6 }).ways).toEqual([
      { kind: 'zip', wireBytes: 5e6 + MESSAGE_ALLOWANCE_BYTES, fits: true },
      { kind: 'split', messages: 2 },
      { kind: 'link' },
    ]);
    expect(sizeForecast({ files: [part('a.bin', 30e6)], settings, zipWireBytes: 40e6 }).ways).toEqual([
      { kind: 'zip', wireBytes: 40e6 + MESSAGE_ALLOWANCE_BYTES, fits: false },
      { kind: 'link' },
    ]);
    expect(sizeForecast({ files: [part('a.bin', 1e6)], settings, zipWireBytes: 1 }).ways).toEqual([]);
  });

  it('packs into as few messages as first-fit gives, and into none where one file alone is too large', () => {
    expect(messagesFor([5, 5, 4, 4, 2], 10)).toBe(2);
    expect(messagesFor([11], 10)).toBeNull();
    expect(messagesFor([], 10)).toBe(0);
  });
});
