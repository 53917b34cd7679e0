import { type KeyboardEvent, useId, useRef } from 'react';
import { useFigures, useWords } from '../../language.ts';
import styles from './BarChart.module.css';
import { axisTop, type Bar, type PlacedBar, placeBars, stepTo } from './bars.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { useBarWords } from './use-bar-words.ts';
import { useWidth } from './use-width.ts';

const HEIGHT = 140;
const AXIS_WIDTH = 64;
const LABEL_HEIGHT = 22;
/** Room above the tallest bar for its marks. */
const HEAD_HEIGHT = 18;

interface Props {
  readonly name: string;
  readonly bars: readonly Bar[];
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
  /** Draws the cap as a line, where bars are whole days. */
  readonly capBytes?: number;
}

/** Bars to look at, and a list to step through by key: each bar speaks its own figures. */
export function BarChart({ name, bars, selectedId, onSelect, capBytes }: Props) {
  const t = useWords();
  const figures = useFigures();
  const barWords = useBarWords();
  const hatch = useId();
  const chart = useRef<HTMLDivElement>(null);
  const [frame, width] = useWidth();

  const highest = Math.max(capBytes ?? 0, ...bars.map((bar) => bar.downBytes + bar.upBytes));
  const topBytes = axisTop(highest);
  const plotWidth = Math.max(0, width - AXIS_WIDTH);
  const placed = placeBars(bars, { width: plotWidth, height: HEIGHT, topBytes });
  const yOf = (bytes: number) => HEIGHT - (bytes / topBytes) * HEIGHT;
  const selectedAt = Math.max(
    0,
    bars.findIndex(({ id }) => id === selectedId),
  );

  function onKeyDown(event: KeyboardEvent): void {
    const at = stepTo(event.key, selectedAt, bars.length);
    const bar = at === null ? undefined : bars[at];
    if (!bar) return;
    event.preventDefault();
    onSelect(bar.id);
    chart.current?.querySelector<SVGGElement>(`[data-bar="${bar.id}"]`)?.focus();
  }

  return (
    <div className={styles.frame} ref={frame}>
      <div
        ref={chart}
        role="listbox"
        aria-label={name}
        aria-orientation="horizontal"
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <svg className={styles.chart} width={width} height={HEAD_HEIGHT + HEIGHT + LABEL_HEIGHT} role="presentation">
          <defs>
            <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path className={styles.hatchLine} d="M0 0V5" />
            </pattern>
          </defs>
          <g transform={`translate(${AXIS_WIDTH} ${HEAD_HEIGHT})`}>
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group in SVG takes no focus. */}
            <g aria-hidden="true">
              {[topBytes, topBytes / 2, 0].map((bytes) => (
                <g key={bytes}>
                  <path className={styles.grid} d={`M0 ${yOf(bytes)}H${plotWidth}`} />
                  <text className={styles.axis} x={-10} y={yOf(bytes)} dy="0.32em" textAnchor="end">
                    {bytes === 0 ? '0' : figures.limit(bytes)}
                  </text>
                </g>
              ))}
            </g>
            {bars.map((bar, at) => {
              const place = placed[at];
              if (!place) return null;
              return (
                <g
                  key={bar.id}
                  data-bar={bar.id}
                  className={styles.bar}
                  role="option"
                  aria-selected={bar.id === selectedId}
                  aria-label={t('usage:bar.item', { label: bar.label, text: barWords(bar) })}
                  tabIndex={at === selectedAt ? 0 : -1}
                  onClick={() => onSelect(bar.id)}
                  onKeyDown={(event) => event.key === 'Enter' && onSelect(bar.id)}
                >
                  <DrawnBar bar={bar} place={place} hatch={hatch} slot={plotWidth / bars.length} at={at} />
                </g>
              );
            })}
            {capBytes !== undefined && <path className={styles.cap} d={`M0 ${yOf(capBytes)}H${plotWidth}`} />}
          </g>
        </svg>
      </div>
      <ChartLegend
        bars={bars}
        capText={capBytes === undefined ? null : t('usage:bar.capLine', { cap: figures.limit(capBytes) })}
      />
    </div>
  );
}

interface DrawnBarProps {
  readonly bar: Bar;
  readonly place: PlacedBar;
  readonly hatch: string;
  readonly slot: number;
  readonly at: number;
}

function DrawnBar({ bar, place, hatch, slot, at }: DrawnBarProps) {
  const { x, width, down, up, hatched } = place;
  const middle = x + width / 2;
  const top = Math.min(up.y, down.y);
  return (
    <>
      <rect
        className={styles.reach}
        rx={3}
        x={slot * at}
        y={-HEAD_HEIGHT}
        width={slot}
        height={HEIGHT + HEAD_HEIGHT + LABEL_HEIGHT}
      />
      {hatched && <rect x={x} y={0} width={width} height={HEIGHT} fill={`url(#${hatch})`} />}
      {(bar.state === 'future' || bar.state === 'none') && (
        <rect className={styles.quiet} x={x} y={HEIGHT - 3} width={width} height={3} />
      )}
      <g className={bar.estimated ? styles.estimated : undefined} data-over={bar.over}>
        <rect className={styles.down} {...down} x={x} width={width} />
        <rect className={styles.up} {...up} x={x} width={width} />
      </g>
      {bar.over && <path className={styles.overMark} d={`M${middle - 5} ${top - 4}h10l-5 -8z`} />}
      {bar.doubtful && !bar.over && (
        <text className={styles.doubtMark} x={middle} y={top - 5} textAnchor="middle">
          ?
        </text>
      )}
      {bar.tick && (
        <text className={styles.tick} x={middle} y={HEIGHT + 16} textAnchor="middle">
          {bar.tick}
        </text>
      )}
    </>
  );
}
