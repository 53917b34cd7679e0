/** What the icon says at a glance. The words stand in the tooltip. */
export type TrayLevel =
  /** Share of the cap used today; 0 to 100, drawn as 0 or 100 beyond. `warn`: a warning threshold is passed. */
  | { readonly kind: 'percent'; readonly percent: number; readonly warn: boolean }
  /** Past the cap by this PC's own figure. */
  | { readonly kind: 'over' }
  /** Past the cap by the commission's figure. */
  | { readonly kind: 'over-official' }
  | { readonly kind: 'unknown' };

type Colour = readonly [red: number, green: number, blue: number];
/** The colour at a point of the 16 × 16 design square, y downwards; null where nothing is painted. */
type Paint = (x: number, y: number) => Colour | null;

// One icon serves every taskbar: the light rim parts it from a dark one, the dark body from a light one.
const RIM: Colour = [0xff, 0xff, 0xff];
const BODY: Colour = [0x14, 0x26, 0x3d];
const TRACK: Colour = [0x40, 0x57, 0x74];
const FILL: Colour = [0x5c, 0xd0, 0xff];
const AMBER: Colour = [0xff, 0xb9, 0x1f];
const RED: Colour = [0xd1, 0x34, 0x38];
const GREY: Colour = [0x5a, 0x6b, 0x80];

const DESIGN = 16;
const CENTRE = DESIGN / 2;
const RIM_RADIUS = 8;
const BODY_RADIUS = 7.1;
const GAUGE_OUTER = 6.1;
const GAUGE_INNER = 2.6;
const SAMPLES_PER_AXIS = 6;
const BADGE = { x: 12.6, y: 3.4, radius: 2.6, rimRadius: 3.4 };

/**
 * Draws the tray icon as Electron's `nativeImage.createFromBitmap` takes it: `sizePx` rows of `sizePx` pixels,
 * four bytes each in the order blue, green, red, alpha, with colours multiplied by alpha. `hasBadge`: with a dot that
 * says that something is owed.
 */
export function drawTrayIcon(level: TrayLevel, sizePx: number, hasBadge = false): Buffer {
  const paint = hasBadge ? badged(painterOf(level, sizePx)) : painterOf(level, sizePx);
  const bitmap = Buffer.alloc(sizePx * sizePx * 4);
  const step = DESIGN / (sizePx * SAMPLES_PER_AXIS);
  const samples = SAMPLES_PER_AXIS ** 2;
  for (let row = 0; row < sizePx; row++) {
    for (let column = 0; column < sizePx; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let painted = 0;
      for (let sample = 0; sample < samples; sample++) {
        const x = (column * SAMPLES_PER_AXIS + (sample % SAMPLES_PER_AXIS) + 0.5) * step;
        const y = (row * SAMPLES_PER_AXIS + Math.floor(sample / SAMPLES_PER_AXIS) + 0.5) * step;
        const colour = paint(x, y);
        if (!colour) continue;
        red += colour[0];
        green += colour[1];
        blue += colour[2];
        painted++;
      }
      const at = (row * sizePx + column) * 4;
      bitmap[at] = Math.round(blue / samples);
      bitmap[at + 1] = Math.round(green / samples);
      bitmap[at + 2] = Math.round(red / samples);
      bitmap[at + 3] = Math.round((255 * painted) / samples);
    }
  }
  return bitmap;
}

function painterOf(level: TrayLevel, sizePx: number): Paint {
  switch (level.kind) {
    case 'percent':
      return disc(gauge(level.percent, level.warn ? AMBER : FILL));
    case 'over':
      return triangle(AMBER, exclamation(BODY, 5.4, 12.8, sizePx));
    case 'over-official':
      return disc(over(exclamation(RIM, 3.4, 12.4, sizePx), plate(RED)));
    case 'unknown':
      return disc(over(questionMark(RIM), plate(GREY)));
  }
}

/** A dot at the upper right: something is owed, and nothing is wrong. */
function badged(under: Paint): Paint {
  return (x, y) => {
    const radius = Math.hypot(x - BADGE.x, y - BADGE.y);
    if (radius > BADGE.rimRadius) return under(x, y);
    return radius > BADGE.radius ? RIM : AMBER;
  };
}

/** The dark disc with its light rim; `inside` paints over the body. */
function disc(inside: Paint): Paint {
  return (x, y) => {
    const radius = fromCentre(x, y);
    if (radius > RIM_RADIUS) return null;
    return radius > BODY_RADIUS ? RIM : (inside(x, y) ?? BODY);
  };
}

/** A ring filled clockwise from twelve o'clock. */
function gauge(percent: number, fill: Colour): Paint {
  const filledTurns = Math.min(Math.max(percent, 0), 100) / 100;
  return (x, y) => {
    const radius = fromCentre(x, y);
    if (radius > GAUGE_OUTER || radius < GAUGE_INNER) return null;
    return turnsAt(x, y) < filledTurns ? fill : TRACK;
  };
}

/** A rounded warning sign: another outline than the disc, for whoever cannot tell amber from blue. */
function triangle(colour: Colour, inside: Paint): Paint {
  return (x, y) => {
    const outside = triangleDistance(x, y);
    if (outside > 2) return null;
    if (outside > 1.15) return RIM;
    return outside > 0.15 ? BODY : (inside(x, y) ?? colour);
  };
}

/** Distance in design units from the triangle's bare edges; negative within. Rounds the corners for what lies outside. */
function triangleDistance(x: number, y: number): number {
  const corners = [
    [8, 2.4],
    [13.9, 13.9],
    [2.1, 13.9],
  ] as const;
  let nearest = Number.POSITIVE_INFINITY;
  let within = true;
  for (let i = 0; i < corners.length; i++) {
    const [fromX, fromY] = corners[i] as readonly [number, number];
    const [toX, toY] = corners[(i + 1) % corners.length] as readonly [number, number];
    const alongX = toX - fromX;
    const alongY = toY - fromY;
    const share = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2);
    const at = Math.min(Math.max(share, 0), 1);
    nearest = Math.min(nearest, Math.hypot(x - fromX - at * alongX, y - fromY - at * alongY));
    if (alongX * (y - fromY) - alongY * (x - fromX) < 0) within = false;
  }
  return within ? -nearest : nearest;
}

/** A stroke and its dot from `top` to `bottom`, put on whole pixels so that both, and the gap, stay sharp. */
function exclamation(colour: Colour, top: number, bottom: number, sizePx: number): Paint {
  const onPixel = (units: number) => (Math.round((units * sizePx) / DESIGN) * DESIGN) / sizePx;
  const halfWidth = onPixel(1);
  const strokeTop = onPixel(top);
  const dotEnd = onPixel(bottom);
  const dotTop = dotEnd - onPixel(1.8);
  const strokeEnd = dotTop - onPixel(1.1);
  return (x, y) => {
    if (Math.abs(x - CENTRE) > halfWidth) return null;
    return (y >= strokeTop && y <= strokeEnd) || (y >= dotTop && y <= dotEnd) ? colour : null;
  };
}

/** Three quarters of a circle, a stem and a dot. */
function questionMark(colour: Colour): Paint {
  const hookCentreY = 5.9;
  const hookRadius = 2.1;
  const halfWidth = 0.95;
  return (x, y) => {
    const fromHookX = x - CENTRE;
    const fromHookY = y - hookCentreY;
    const onCircle = Math.abs(Math.hypot(fromHookX, fromHookY) - hookRadius) <= halfWidth;
    if (onCircle && (fromHookY <= 0 || fromHookX >= 0)) return colour;
    if (Math.abs(fromHookX) > halfWidth) return null;
    const onStem = y >= hookCentreY + hookRadius && y <= 9.6;
    const onDot = y >= 10.9 && y <= 12.8;
    return onStem || onDot ? colour : null;
  };
}

function plate(colour: Colour): Paint {
  return (x, y) => (fromCentre(x, y) <= GAUGE_OUTER ? colour : null);
}

function over(upper: Paint, lower: Paint): Paint {
  return (x, y) => upper(x, y) ?? lower(x, y);
}

function fromCentre(x: number, y: number): number {
  return Math.hypot(x - CENTRE, y - CENTRE);
}

/** Clockwise from twelve o'clock, 0 to 1. */
function turnsAt(x: number, y: number): number {
  const turns = Math.atan2(x - CENTRE, CENTRE - y) / (2 * Math.PI);
  return turns < 0 ? turns + 1 : turns;
}
