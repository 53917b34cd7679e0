import styles from './Gauge.module.css';
import { arcPath } from './gauge-arc.ts';

const SIZE = 240;
const STROKE = 16;
const PLACE = { centre: SIZE / 2, radius: (SIZE - STROKE) / 2 };

/** `none` draws the track alone, broken: there is no figure, and an empty whole track would read as 0. */
export type GaugeTone = 'calm' | 'amber' | 'red' | 'none';

interface Props {
  readonly tone: GaugeTone;
  readonly percent: number;
  readonly name: string;
  /** The figures in words, for those who listen. */
  readonly text: string;
}

export function Gauge({ tone, percent, name, text }: Props) {
  const arcs = (
    <>
      <path className={tone === 'none' ? styles.trackUnknown : styles.track} d={arcPath(PLACE, 1)} />
      {tone !== 'none' && <path className={styles[tone]} d={arcPath(PLACE, percent / 100)} />}
    </>
  );
  const shape = { className: styles.gauge, viewBox: `0 0 ${SIZE} ${SIZE}`, strokeWidth: STROKE };
  if (tone === 'none') {
    return (
      <svg {...shape} aria-hidden="true">
        {arcs}
      </svg>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn as an arc.
    <svg
      {...shape}
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.floor(percent))}
      aria-valuetext={text}
    >
      {arcs}
    </svg>
  );
}
