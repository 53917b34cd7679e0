import { lazy, Suspense } from 'react';
import { useFigures, useWords } from '../../language.ts';
import { todaySource } from '../../main-sources.ts';
import { useAfterFirstPaint } from '../../use-after-first-paint.ts';
import { useMainState } from '../../use-main-state.ts';
import { StandingCard } from './StandingCard.tsx';
import styles from './UsagePage.module.css';

const UsageDetails = lazy(() => import('./UsageDetails.tsx'));
const TodayUnavailable = lazy(() => import('./TodayUnavailable.tsx'));

/** One question: how much have I used today, and will I hit the cap? */
export function UsagePage() {
  const t = useWords();
  const figures = useFigures();
  const today = useMainState(todaySource);
  const painted = useAfterFirstPaint();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('usage:title')}</h1>
        {today.kind === 'value' && (
          <p className={styles.day}>
            {figures.day(today.value.day)}
            <span className={styles.asOf}>
              {t('usage:asOf', { time: figures.clock(today.value.takenAtMs, today.value.timeZone) })}
            </span>
          </p>
        )}
      </header>
      {today.kind === 'waiting' && <p role="status">{t('usage:waiting')}</p>}
      {today.kind === 'failed' && (
        <Suspense fallback={null}>
          <TodayUnavailable failure={today.failure} />
        </Suspense>
      )}
      {today.kind === 'value' && <StandingCard snapshot={today.value} />}
      {today.kind === 'value' && painted && (
        <Suspense fallback={null}>
          <UsageDetails snapshot={today.value} />
        </Suspense>
      )}
    </div>
  );
}
