import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../electron/shell/png.ts';

/** By the specification: each chunk's length and checksum, then every row's filter undone. */
function decoded(png: Buffer): { widthPx: number; heightPx: number; rgb: Buffer } {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    at += length + 12;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [widthPx, heightPx] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0]);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const rgb = Buffer.alloc(3 * widthPx * heightPx);
  for (let row = 0; row < heightPx; row++) {
    const from = row * (3 * widthPx + 1);
    expect(rows[from]).toBe(2);
    for (let byte = 0; byte < 3 * widthPx; byte++) {
      const to = row * 3 * widthPx + byte;
      rgb[to] = (rows[from + 1 + byte] ?? 0) + (row === 0 ? 0 : (rgb[to - 3 * widthPx] ?? 0));
    }
  }
  return { widthPx, heightPx, rgb };
}

describe('a picture of the screen', () => {
  it('is, as a PNG, the same picture pixel for pixel', async () => {
    const bitmaps = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 140 }))
      .chain(([width, height]) =>
        fc.tuple(
          fc.constant(width),
          fc.constant(height),
          fc.uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(bitmaps, async ([widthPx, heightPx, bgrx]) => {
        const picture = decoded(await encodePng({ widthPx, heightPx, bgrx }));
        expect([picture.widthPx, picture.heightPx]).toEqual([widthPx, heightPx]);
        const rgb = Array.from({ length: widthPx * heightPx }, (_, at) => [
          ...[bgrx[4 * at + 2], bgrx[4 * at + 1], bgrx[4 * at]],
        ]);
        expect([...picture.rgb]).toEqual(rgb.flat());
      }),
      { numRuns: 40 },
    );
  });

  it('lets the event loop turn after every few rows', async () => {
    const [widthPx, heightPx] = [16, 1080];
    let isMade = false;
    let turns = 0;
    const making = encodePng({ widthPx, heightPx, bgrx: new Uint8Array(4 * widthPx * heightPx) }).then(() => {
      isMade = true;
    });
    for (; !isMade; turns++) await nextTurn();
    await making;
    expect(turns).toBeGreaterThanOrEqual(heightPx / 64);
  });
});
