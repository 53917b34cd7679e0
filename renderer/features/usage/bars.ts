/** What a bar stands for. `future` and `none` have nothing to show; `unmeasured` is not zero. */
export type BarState = 'measured' | 'partly' | 'unmeasured' | 'future' | 'none';

export interface Bar {
  readonly id: string;
  /** What the bar is, e.g. "09:00 to 10:00". */
  readonly label: string;
  /** Its name on the axis, or null where the axis stays quiet. */
  readonly tick: string | null;
  readonly state: BarState;
  readonly downBytes: number;
  readonly upBytes: number;
  readonly estimated: boolean;
  readonly doubtful: boolean;
  /** Past the cap by this PC's own measurement. */
  readonly over: boolean;
  /** Further words for the reading, e.g. what moved while locked. */
  readonly extra: readonly string[];
}

/** Pixels. The two segments stand on the floor, download below; `hatched` fills the column behind. */
export interface PlacedBar {
  readonly x: number;
  readonly width: number;
  readonly down: { readonly y: number; readonly height: number };
  readonly up: { readonly y: number; readonly height: number };
  readonly hatched: boolean;
}

/** The smallest of 1, 2, 5 × 10ⁿ that is not below `bytes`; at least 1 MB, so that idle hours look idle. */
export function axisTop(bytes: number): number {
  const least = 1e6;
  if (!(bytes > least)) return least;
  const decade = 10 ** Math.floor(Math.log10(bytes));
  for (const step of [1, 2, 5]) if (bytes <= step * decade) return step * decade;
  return 10 * decade;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly topBytes: number;
}

/** A bar that exists is at least this high, so that little is not taken for nothing. */
const LEAST_HEIGHT_PX = 1.5;
const WIDEST_BAR_PX = 28;

export function placeBars(bars: readonly Bar[], { width, height, topBytes }: Plot): readonly PlacedBar[] {
  const slot = bars.length > 0 ? width / bars.length : 0;
  const barWidth = Math.max(1, Math.min(WIDEST_BAR_PX, slot * 0.68));
  const heightOf = (bytes: number) =>
    bytes > 0 ? Math.min(height, Math.max(LEAST_HEIGHT_PX, (bytes / topBytes) * height)) : 0;
  return bars.map((bar, at) => {
    const total = heightOf(bar.downBytes + bar.upBytes);
    const down = Math.min(total, heightOf(bar.downBytes));
    return {
      x: slot * at + (slot - barWidth) / 2,
      width: barWidth,
      down: { y: height - down, height: down },
      up: { y: height - total, height: total - down },
      hatched: bar.state === 'unmeasured' || bar.state === 'partly',
    };
  });
}

/** Where arrow, Home and End keys lead from `at`; null for any other key. */
export function stepTo(key: string, at: number, length: number): number | null {
  const last = length - 1;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(last, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
