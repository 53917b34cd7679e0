import type { ReactNode } from 'react';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { forecastSentence, type Verdict } from '../../../electron/contract/verdict.ts';
import { useFigures, useWords } from '../../language.ts';
import styles from './TodayFigures.module.css';

interface Props {
  readonly snapshot: UsageSnapshot;
  readonly verdict: Verdict;
}

/** The forecast in a sentence, and the few figures beside the dial: the room by the dial's figure, then this PC's own. */
export function TodayFigures({ snapshot, verdict }: Props) {
  const t = useWords();
  const figures = useFigures();
  const { countedBytes, rxBytes, txBytes } = snapshot;
  const { byCommission, room } = verdict;
  const forecast = forecastSentence(snapshot, verdict);
  return (
    <>
      {forecast && <p className={styles.forecast}>{t(`usage:forecast.${forecast.key}`, { time: forecast.time })}</p>}
      <dl className={styles.figures}>
        {room && <Figure name={t(`usage:figure.${room.key}`)}>{figures.bytes(room.bytes)}</Figure>}
        {byCommission && countedBytes !== null && (
          <Figure name={t('usage:official.own')}>
            <span data-testid="used-today" data-bytes={countedBytes}>
              {figures.bytes(countedBytes)}
            </span>
          </Figure>
        )}
        {rxBytes !== null && <Figure name={t('usage:figure.download')}>{figures.bytes(rxBytes)}</Figure>}
        {txBytes !== null && <Figure name={t('usage:figure.upload')}>{figures.bytes(txBytes)}</Figure>}
        <Figure name={t('usage:figure.coverage')}>
          {t('usage:figure.coverageValue', {
            measured: figures.duration(snapshot.measuredMinutes),
            on: figures.duration(snapshot.onMinutes),
          })}
        </Figure>
      </dl>
    </>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}
