import { encode } from 'uqr';

/** ISO/IEC 18004, 9.1: four modules of quiet zone on each side. */
const QUIET_MODULES = 4;

/**
 * A QR code's modules, rows of `1` (dark) and `0`, without the quiet zone that whoever draws it must leave.
 * Level M survives 15 % of damage: a reflection on the screen, a crease in the paper. Text goes in as UTF-8.
 */
export function qrModules(text: string): string[] {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  return data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
}

/** The same as a picture, for paper and files. Black on white whatever the theme: many readers fail on the inverse. */
export function qrSvg(text: string): string {
  const modules = qrModules(text);
  const side = modules.length + 2 * QUIET_MODULES;
  const path = modules.flatMap((row, y) =>
    // Neighbouring dark modules as one stroke, so that no hairlines show between them.
    [...row.matchAll(/1+/g)].map(
      ({ index, 0: { length } }) => `M${index + QUIET_MODULES} ${y + QUIET_MODULES}h${length}v1h-${length}z`,
    ),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${path.join('')}"/></svg>`
  );
}
