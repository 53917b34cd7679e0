/** A gauge open at the foot: it starts at the lower left and runs clockwise over three quarters of a circle. */
const START_DEGREES = 135;
const SWEEP_DEGREES = 270;

export interface ArcPlace {
  readonly centre: number;
  readonly radius: number;
}

function pointAt({ centre, radius }: ArcPlace, degrees: number): string {
  const radians = (degrees * Math.PI) / 180;
  const round = (value: number) => Number(value.toFixed(3));
  return `${round(centre + radius * Math.cos(radians))} ${round(centre + radius * Math.sin(radians))}`;
}

/** SVG path of the part of the arc from 0 to `share` (0 to 1, held to that); '' where there is nothing to draw. */
export function arcPath(place: ArcPlace, share: number): string {
  const held = Math.min(1, Math.max(0, share));
  if (!(held > 0)) return '';
  const sweep = SWEEP_DEGREES * held;
  const large = sweep > 180 ? 1 : 0;
  const { radius } = place;
  return `M ${pointAt(place, START_DEGREES)} A ${radius} ${radius} 0 ${large} 1 ${pointAt(place, START_DEGREES + sweep)}`;
}
