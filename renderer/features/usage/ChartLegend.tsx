import { type ReactNode, useId } from 'react';
import { useWords } from '../../language.ts';
import styles from './BarChart.module.css';
import type { Bar } from './bars.ts';

/** The marks that this chart uses, and no others. Each bar speaks them itself, so this is for the eye. */
export function ChartLegend({ bars, capText }: { readonly bars: readonly Bar[]; readonly capText: string | null }) {
  const t = useWords();
  const hatch = useId();
  const hasGap = bars.some(({ state }) => state === 'unmeasured' || state === 'partly');
  return (
    <ul className={styles.legend} aria-hidden="true">
      <Key text={t('usage:figure.download')}>
        <rect className={styles.down} width="12" height="12" />
      </Key>
      <Key text={t('usage:figure.upload')}>
        <rect className={styles.up} width="12" height="12" />
      </Key>
      {hasGap && (
        <Key text={t('usage:notMeasured')}>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className={styles.hatchLine} d="M0 0V5" />
          </pattern>
          <rect width="12" height="12" fill={`url(#${hatch})`} />
        </Key>
      )}
      {bars.some(({ estimated }) => estimated) && (
        <Key text={t('usage:bar.estimated')}>
          <g className={styles.estimated}>
            <rect className={styles.down} x="1" y="1" width="10" height="10" />
          </g>
        </Key>
      )}
      {bars.some(({ doubtful }) => doubtful) && (
        <Key text={t('usage:bar.doubtful')}>
          <text className={styles.doubtMark} x="3" y="11">
            ?
          </text>
        </Key>
      )}
      {bars.some(({ over }) => over) && (
        <Key text={t('usage:bar.over')}>
          <path className={styles.overMark} d="M1 11h10l-5 -8z" />
        </Key>
      )}
      {capText && (
        <Key text={capText}>
          <path className={styles.cap} d="M0 6H12" />
        </Key>
      )}
    </ul>
  );
}

function Key({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li className={styles.key}>
      <svg width="12" height="12" aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}
