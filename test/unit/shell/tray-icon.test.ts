import { describe, expect, it } from 'vitest';
import { drawTrayIcon, type TrayLevel } from '../../../electron/shell/tray-icon.ts';

const SIZES_PX = [16, 20, 22, 24, 32, 48];
const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;
const LEVELS: readonly TrayLevel[] = [
  calm(0),
  calm(50),
  calm(100),
  { kind: 'percent', percent: 85, warn: true },
  { kind: 'over' },
  { kind: 'over-official' },
  { kind: 'unknown' },
];

function calm(percent: number): TrayLevel {
  return { kind: 'percent', percent, warn: false };
}

type Rgb = readonly [number, number, number];
interface Pixel {
  readonly rgb: Rgb;
  readonly alpha: number;
}

function pixelAt(bitmap: Buffer, sizePx: number, x: number, y: number): Pixel {
  const at = (y * sizePx + x) * 4;
  const [blue = 0, green = 0, red = 0, alpha = 0] = bitmap.subarray(at, at + 4);
  return { rgb: [red, green, blue], alpha };
}

/** A premultiplied pixel laid on an opaque background. */
function onto(pixel: Pixel, background: Rgb): Rgb {
  const through = 1 - pixel.alpha / 255;
  const [red, green, blue] = pixel.rgb.map((value, channel) => value + (background[channel] ?? 0) * through);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = (rgb: Rgb) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The best contrast met on the way in from the outside, in each of 72 directions, within the two tones of the outline. */
function outlineContrasts(bitmap: Buffer, sizePx: number, background: Rgb): number[] {
  const outlineUnits = 2.6;
  return Array.from({ length: 72 }, (_, direction) => {
    const angle = (direction / 72) * 2 * Math.PI;
    let best = 1;
    let firstRadius: number | null = null;
    for (let radius = sizePx * 0.75; radius > 0; radius -= 0.1) {
      const x = Math.floor(sizePx / 2 + Math.cos(angle) * radius);
      const y = Math.floor(sizePx / 2 + Math.sin(angle) * radius);
      if (x < 0 || y < 0 || x >= sizePx || y >= sizePx) continue;
      const pixel = pixelAt(bitmap, sizePx, x, y);
      if (pixel.alpha < 128) continue;
      firstRadius ??= radius;
      if (firstRadius - radius > (outlineUnits * sizePx) / 16) break;
      best = Math.max(best, contrast(onto(pixel, background), background));
    }
    return best;
  });
}

function countPixels(bitmap: Buffer, matches: (pixel: Pixel) => boolean): number {
  let count = 0;
  for (let at = 0; at < bitmap.length; at += 4) {
    const [blue = 0, green = 0, red = 0, alpha = 0] = bitmap.subarray(at, at + 4);
    if (matches({ rgb: [red, green, blue], alpha })) count++;
  }
  return count;
}

const isFill = ({ rgb: [red, green, blue] }: Pixel) => blue > 200 && green > 150 && red < 150;
const isAmber = ({ rgb: [red, green, blue] }: Pixel) => red > 220 && green > 140 && green < 210 && blue < 90;
const isRed = ({ rgb: [red, green, blue] }: Pixel) => red > 180 && green < 80 && blue < 90;

describe.each(SIZES_PX)('the tray icon at %i px', (sizePx) => {
  it('is a premultiplied bitmap of four bytes a pixel with transparent corners', () => {
    for (const level of LEVELS) {
      const bitmap = drawTrayIcon(level, sizePx);
      expect(bitmap).toHaveLength(sizePx * sizePx * 4);
      expect(countPixels(bitmap, ({ rgb, alpha }) => Math.max(...rgb) > alpha)).toBe(0);
      for (const x of [0, sizePx - 1]) expect(pixelAt(bitmap, sizePx, x, 0).alpha).toBe(0);
    }
  });

  it.each([
    ['a light', WHITE],
    ['a dark', BLACK],
  ])('stands out from %s taskbar all round, by 3:1 (WCAG 2.2, 1.4.11)', (_, background) => {
    for (const level of LEVELS) {
      const bitmap = drawTrayIcon(level, sizePx);
      expect(Math.min(...outlineContrasts(bitmap, sizePx, background)), level.kind).toBeGreaterThanOrEqual(3);
    }
  });

  it('shows more fill the more of the cap is used', () => {
    const filled = [0, 10, 25, 50, 75, 100].map((percent) => countPixels(drawTrayIcon(calm(percent), sizePx), isFill));
    expect(filled[0]).toBe(0);
    for (let i = 1; i < filled.length; i++) expect(filled[i]).toBeGreaterThan(filled[i - 1] ?? 0);
  });

  it('uses amber for a warning and for our own figure, red for the commission’s figure alone', () => {
    for (const level of LEVELS) {
      const bitmap = drawTrayIcon(level, sizePx);
      const name = JSON.stringify(level);
      const isAmberLevel = level.kind === 'over' || (level.kind === 'percent' && level.warn);
      expect(countPixels(bitmap, isAmber) > 0, `${name} amber`).toBe(isAmberLevel);
      expect(countPixels(bitmap, isRed) > 0, `${name} red`).toBe(level.kind === 'over-official');
    }
  });
});

describe('the tray icon', () => {
  it('fills clockwise from the top: a quarter fills the upper right only', () => {
    const sizePx = 32;
    const bitmap = drawTrayIcon(calm(25), sizePx);
    for (let y = 0; y < sizePx; y++)
      for (let x = 0; x < sizePx; x++)
        if (isFill(pixelAt(bitmap, sizePx, x, y))) expect(x >= sizePx / 2 && y < sizePx / 2, `${x},${y}`).toBe(true);
    expect(countPixels(bitmap, isFill)).toBeGreaterThan(60);
  });

  it('draws a percentage beyond the scale as its end', () => {
    const full = drawTrayIcon(calm(100), 16);
    expect(drawTrayIcon(calm(140), 16).equals(full)).toBe(true);
    const empty = drawTrayIcon(calm(0), 16);
    expect(drawTrayIcon(calm(-3), 16).equals(empty)).toBe(true);
  });

  it('never draws an unknown level as an empty gauge', () => {
    const empty = drawTrayIcon(calm(0), 16);
    const unknown = drawTrayIcon({ kind: 'unknown' }, 16);
    const lightMark = countPixels(unknown, ({ rgb, alpha }) => alpha === 255 && Math.min(...rgb) > 200);
    const lightRim = countPixels(empty, ({ rgb, alpha }) => alpha === 255 && Math.min(...rgb) > 200);
    expect(lightMark - lightRim).toBeGreaterThan(10);
  });

  it('keeps the dot of each exclamation mark apart from its stroke', () => {
    for (const sizePx of SIZES_PX)
      for (const kind of ['over', 'over-official'] as const) {
        const bitmap = drawTrayIcon({ kind }, sizePx);
        const x = sizePx / 2;
        const plate = kind === 'over' ? isAmber : isRed;
        const column = Array.from({ length: sizePx }, (_, y) => plate(pixelAt(bitmap, sizePx, x, y)));
        const runs = column.filter((isPlate, y) => isPlate && !column[y - 1]).length;
        expect(runs, `${kind} at ${sizePx} px`).toBe(3);
      }
  });
});

it.each(SIZES_PX)(
  'a dot at the upper right says that something is owed, and leaves the rest as it is: %i px',
  (sizePx) => {
    const [plain, badged] = [drawTrayIcon(calm(50), sizePx), drawTrayIcon(calm(50), sizePx, true)];
    const changed: [number, number][] = [];
    for (let y = 0; y < sizePx; y++)
      for (let x = 0; x < sizePx; x++) {
        const at = (y * sizePx + x) * 4;
        if (!plain.subarray(at, at + 4).equals(badged.subarray(at, at + 4))) changed.push([x, y]);
      }
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every(([x, y]) => x >= sizePx / 2 && y < sizePx / 2)).toBe(true);
  },
);
