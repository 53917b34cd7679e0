import type { ReactNode } from 'react';
import type { Forecast, UsageSnapshot } from '../../../electron/contract/usage.ts';
import { type Figures, useFigures, useWords, type WordsFunction } from '../../language.ts';
import styles from './TodayFigures.module.css';

interface Props {
  readonly snapshot: UsageSnapshot;
  /** The commission's figure says "over": this PC's own leads the list, and its forecast and rest are left out. */
  readonly byCommission: boolean;
}

/** The forecast in a sentence, and the few figures beside the dial. */
export function TodayFigures({ snapshot, byCommission }: Props) {
  const t = useWords();
  const figures = useFigures();
  const { capBytes, countedBytes, forecast, leftBytes, rxBytes, txBytes, timeZone } = snapshot;
  const overBytes = (countedBytes ?? 0) - capBytes;
  return (
    <>
      {!byCommission && <p className={styles.forecast}>{forecastWords(forecast, timeZone, t, figures)}</p>}
      <dl className={styles.figures}>
        {byCommission && countedBytes !== null && (
          <Figure name={t('usage:official.own')}>
            <span data-testid="used-today" data-bytes={countedBytes}>
              {figures.bytes(countedBytes)}
            </span>
          </Figure>
        )}
        {!byCommission && overBytes > 0 && <Figure name={t('usage:figure.overBy')}>{figures.bytes(overBytes)}</Figure>}
        {!byCommission && overBytes <= 0 && leftBytes !== null && (
          <Figure name={t('usage:figure.left')}>{figures.bytes(leftBytes)}</Figure>
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

function forecastWords(forecast: Forecast, timeZone: string, t: WordsFunction, figures: Figures): string {
  switch (forecast.kind) {
    case 'unknown':
      return t(`usage:forecast.${forecast.reason}`);
    case 'not-today':
      return t('usage:forecast.not-today');
    case 'at':
      return t('usage:forecast.at', { time: figures.clock(forecast.atMs, timeZone) });
    case 'reached':
      return forecast.atMs === null
        ? t('usage:forecast.reachedUntimed')
        : t('usage:forecast.reached', { time: figures.clock(forecast.atMs, timeZone) });
  }
}
