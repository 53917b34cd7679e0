import { encode } from 'uqr';

/** ISO/IEC 18004, 9.1: four modules of quiet zone on each side. */
const QUIET_MODULES = 4;

/** A QR code as one SVG path of its dark modules, each one unit wide, within a square that includes the quiet zone. */
export interface QrPicture {
  readonly sizeModules: number;
  readonly path: string;
}

/** Any of the eight can be read; trying all of them for the fairest (ISO/IEC 18004, 7.8.3) held main up for 50 ms. */
const MASK_PATTERN = 2;

/** Level M survives 15 % of damage: a reflection on the screen, a crease in the paper. Text goes in as UTF-8. */
export function qrPicture(text: string): QrPicture {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES, maskPattern: MASK_PATTERN });
  const path = data.flatMap((row, y) =>
    // Neighbouring dark modules as one stroke, so that no hairlines show between them.
    [
      ...row
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return { sizeModules: size, path: path.join('') };
}

/** For paper and files; a page draws the path itself. Black on white whatever the theme: many readers fail on the inverse. */
export function qrSvg(text: string): string {
  const { sizeModules: side, path } = qrPicture(text);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${path}"/></svg>`
  );
}
