import { useState } from 'react';
import type { HourUsage } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import { BarChart } from './BarChart.tsx';
import { BarTable } from './BarTable.tsx';
import type { Bar } from './bars.ts';
import styles from './Chart.module.css';
import { type DaySpan, hourBars } from './hour-bars.ts';
import { useBarWords } from './use-bar-words.ts';

interface Props {
  readonly name: string;
  readonly hours: readonly HourUsage[];
  readonly span: DaySpan;
}

/** Today the present hour; of a day gone by, the busiest. */
function firstShown(bars: readonly Bar[]): Bar | undefined {
  const past = bars.filter(({ state }) => state !== 'future');
  if (past.length < bars.length) return past.at(-1);
  const moved = ({ downBytes, upBytes }: Bar) => downBytes + upBytes;
  return past.reduce<Bar | undefined>(
    (busiest, bar) => (!busiest || moved(bar) > moved(busiest) ? bar : busiest),
    undefined,
  );
}

/** A day by hour: bars, the chosen hour in words, and the same as a table. */
export function HoursChart({ name, hours, span }: Props) {
  const t = useWords();
  const figures = useFigures();
  const barWords = useBarWords();
  const bars = hourBars(hours, span, t, figures);
  const [chosen, choose] = useState<string | null>(null);
  const shown = bars.find(({ id }) => id === chosen) ?? firstShown(bars);
  return (
    <>
      <BarChart name={name} bars={bars} selectedId={shown?.id ?? ''} onSelect={choose} />
      {shown && <p className={styles.reading}>{t('usage:bar.item', { label: shown.label, text: barWords(shown) })}</p>}
      <details>
        <summary className={styles.tableSummary}>{t('usage:hours.table')}</summary>
        <BarTable
          caption={name}
          firstColumn={t('usage:hours.time')}
          bars={bars.filter(({ state }) => state !== 'future')}
        />
      </details>
    </>
  );
}
