import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentOf, canonicalText, DocumentTooLarge, finishDocument } from '../../../electron/delivery/document.ts';
import { decodeDocumentFile, encodeDocumentFile } from '../../../electron/delivery/document-file.ts';
import { sha256Of } from '../../../electron/delivery/sha256.ts';

const ID = '01ARYZ6S410000000000000000';
const document = {
  schema: 1,
  id: ID,
  kind: 'incident',
  createdAt: '2026-11-23T14:32:05+08:00',
  clock: { timeZone: 'Asia/Taipei', unixMs: 1_795_415_525_000, offsetMs: null },
  body: { words: '勒索訊息', at: 1 },
  attachments: [],
} as const;
const handling = { personal: true, urgent: true, mustGo: false };

describe('a document', () => {
  it('has the canonical form of RFC 8785, whose own example reads', () => {
    const example = {
      numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]'),
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalText(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('has the same hash whatever order its names came in', () => {
    const reversed = Object.fromEntries(Object.entries(document).reverse());
    expect(finishDocument(reversed, 10_000).sha256).toBe(finishDocument(document, 10_000).sha256);
    expect(finishDocument(document, 10_000).sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has no name that begins with an underscore, which stores add', () => {
    expect(() => finishDocument({ ...document, _rev: '1' }, 10_000)).toThrow('_rev');
  });

  it('holds only JSON', () => {
    for (const body of [{ at: Number.NaN }, { at: undefined }, { at: 1n }, { at: new Date() }, []])
      expect(() => finishDocument({ ...document, body }, 10_000)).toThrow();
  });

  it('is refused above its bound, with both figures', () => {
    const { bytes } = finishDocument(document, 10_000);
    expect(finishDocument(document, bytes).bytes).toBe(bytes);
    expect(() => finishDocument(document, bytes - 1)).toThrow(DocumentTooLarge);
  });

  it('carries attachments with their size and hash', () => {
    const picture = attachmentOf('畫面.png', 'image/png', Buffer.from([1, 2, 3]));
    expect(picture).toEqual({
      name: '畫面.png',
      mediaType: 'image/png',
      bytes: 3,
      sha256: sha256Of(Buffer.from([1, 2, 3])),
      base64: 'AQID',
    });
    expect(finishDocument({ ...document, attachments: [picture] }, 10_000).document.attachments).toEqual([picture]);
    expect(() => finishDocument({ ...document, attachments: [{ ...picture, base64: 'AQIE' }] }, 10_000)).toThrow(
      '畫面.png',
    );
    expect(() => finishDocument({ ...document, attachments: [{ ...picture, bytes: 4 }] }, 10_000)).toThrow('畫面.png');
  });
});

describe('a document’s file', () => {
  const finished = finishDocument(document, 10_000);
  const file = encodeDocumentFile(finished, handling);

  it('gives back what was saved', () => {
    expect(decodeDocumentFile(file, ID)).toEqual({ ...finished, handling });
  });

  it('gives back any document', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        // JSON has no −0, and `__proto__` is no name of its own in a JavaScript literal.
        const any = finishDocument({ ...document, body: JSON.parse(JSON.stringify(body)) }, 1_000_000);
        expect(decodeDocumentFile(encodeDocumentFile(any, handling), ID).sha256).toBe(any.sha256);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused when a single letter of the document has changed, or its end is missing', () => {
    expect(() => decodeDocumentFile(file.replace('勒索', '勸索'), ID)).toThrow('SHA-256');
    for (let at = 1; at < file.length; at += 7) expect(() => decodeDocumentFile(file.slice(0, at), ID)).toThrow();
    expect(() => decodeDocumentFile(file, ID.replace(/0$/, '1'))).toThrow(ID);
  });
});
