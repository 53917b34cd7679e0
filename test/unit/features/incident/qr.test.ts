import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { PhoneRoute } from '../../../../electron/contract/incident-calls.ts';
import { qrPicture, qrSvg } from '../../../../electron/features/incident/qr.ts';

const PIXELS = 3;

/** Draws the SVG's own rectangles in their own colours, as a renderer would, and lets a real decoder read it. */
function read(svg: string): string | null {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]) * PIXELS;
  // Mid-grey where nothing is painted: what the SVG leaves out must not look like paper.
  const image = new Uint8ClampedArray(side * side * 4).fill(128);
  for (const [, colour, path = ''] of svg.matchAll(/<path fill="(#\w+)" d="([^"]*)"\/>/g))
    for (const [, x, y, width, height] of path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g))
      paint(
        image,
        side,
        [x, y, width, height].map((each) => Number(each) * PIXELS),
        colour === '#000' ? 0 : 255,
      );
  return jsQR(image, side, side)?.data ?? null;
}

function paint(image: Uint8ClampedArray, side: number, [x = 0, y = 0, width = 0, height = 0]: number[], grey: number) {
  for (let row = y; row < y + height; row++) image.fill(grey, (row * side + x) * 4, (row * side + x + width) * 4);
}

const words = JSON.parse(readFileSync('locales/zh-TW/incident.json', 'utf8')).phone;
const TEXT = words.qr
  .replace('{{phone}}', '03-332-2101 / 0900-000-000')
  .replace('{{code}}', 'K7M-4Q2')
  .replace('{{say}}', words.sayCut.replace('{{code}}', 'K7M-4Q2'));

describe('the QR code', () => {
  it('is read back from its picture, Chinese and all', () => {
    expect(TEXT).toContain('資安通報');
    expect(read(qrSvg(TEXT))).toBe(TEXT);
  });

  it('is read back whatever the text, up to 300 characters', () => {
    const texts = fc.array(fc.constantFrom(...'局室中心市網通代碼電話 -0123456789KMQ，。\n'), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(texts, (characters) => read(qrSvg(characters.join(''))) === characters.join('')),
      { numRuns: 12 },
    );
  });

  it('is coarse enough for a phone: at most 81 modules a side, quiet zone included, for the usual text', () => {
    expect(qrPicture(TEXT).sizeModules).toBeLessThanOrEqual(81);
  });

  it('is what the page takes', () => {
    expect(PhoneRoute.safeParse({ text: TEXT, ...qrPicture(TEXT) }).success).toBe(true);
  });

  it('leaves four light modules all round', () => {
    const { sizeModules, path } = qrPicture(TEXT);
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      expect(Math.max(Number(x) + Number(width), Number(y) + 1)).toBeLessThanOrEqual(sizeModules - 4);
    }
  });
});
