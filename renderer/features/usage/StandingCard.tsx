import { useEffect, useRef, useState } from 'react';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import type { Verdict } from '../../../electron/contract/verdict.ts';
import { useFigures, useWords } from '../../language.ts';
import { useCommission } from '../../use-commission.ts';
import { GapLines } from './GapLines.tsx';
import { Gauge } from './Gauge.tsx';
import styles from './StandingCard.module.css';
import { standingOf } from './standing.ts';
import { TodayFigures } from './TodayFigures.tsx';
import { useTrueNumberMark } from './use-true-number-mark.ts';

/** The answer: the figure against the cap, the verdict in words, the forecast, and how far to trust them. */
export function StandingCard({ snapshot }: { readonly snapshot: UsageSnapshot }) {
  const t = useWords();
  const figures = useFigures();
  const { name: commission, phone, hours } = useCommission();
  const standing = standingOf(snapshot, figures.language);
  const sentence = t(`usage:verdict.${standing.verdict.key}`, { ...standing.verdict.values, commission });
  const announcement = useAnnouncement(standing.verdict.key, sentence);
  useTrueNumberMark(snapshot.countedBytes !== null);

  const { used, cap, percentText, verdict } = standing;
  const overByAnyFigure = verdict.key.startsWith('over');
  return (
    <section className={styles.card} aria-labelledby="standing">
      <div className={styles.dial}>
        <Gauge
          tone={standing.tone}
          percent={standing.percent}
          name={t('usage:gauge.name')}
          text={t('usage:gauge.text', { used, cap, percent: percentText })}
        />
        <div className={styles.reading}>
          {verdict.byCommission && <span className={styles.whose}>{t('usage:gauge.official', { commission })}</span>}
          <p
            className={used === null ? styles.usedUnknown : styles.used}
            data-testid={verdict.byCommission ? undefined : 'used-today'}
            data-bytes={verdict.byCommission ? undefined : (snapshot.countedBytes ?? undefined)}
          >
            {used ?? t('usage:notMeasured')}
          </p>
          {used !== null && <p className={styles.cap}>{t('usage:gauge.ofCap', { cap })}</p>}
          {used !== null && <p className={styles.percent}>{percentText}</p>}
        </div>
      </div>
      <div className={styles.words}>
        <h2 id="standing" className={styles.headline} data-tone={standing.tone}>
          {t(`usage:headline.${standing.verdict.key}`, { commission })}
        </h2>
        <p className={styles.sentence}>{sentence}</p>
        {verdict.outdated && <p>{t('usage:verdictOutdated', { ...verdict.values, commission })}</p>}
        {overByAnyFigure && (
          <p>
            {phone ? t('usage:contact.line', { commission, phone }) : t('usage:contact.lineNoPhone', { commission })}
            {hours && <span className={styles.quiet}> {t('usage:contact.hours', { hours })}</span>}
          </p>
        )}
        {/* A figure from before the counters failed stays, and so must the reason why it is no longer true. */}
        <Unknown snapshot={snapshot} commission={commission} />
        {used !== null && <TodayFigures snapshot={snapshot} verdict={verdict} />}
        <GapLines snapshot={snapshot} />
      </div>
      <Trust snapshot={snapshot} verdict={verdict} commission={commission} />
      <p className="visuallyHidden" role="status">
        {announcement}
      </p>
    </section>
  );
}

function Unknown({ snapshot, commission }: { readonly snapshot: UsageSnapshot; readonly commission: string }) {
  const t = useWords();
  return (
    <>
      {snapshot.unknownReason && <p>{t(`usage:unknown.${snapshot.unknownReason}`, { commission })}</p>}
      {snapshot.unknownDetail && (
        <p className={styles.quiet}>
          {t('usage:unknown.detail')}: <code className={styles.code}>{snapshot.unknownDetail}</code>
        </p>
      )}
    </>
  );
}

interface TrustProps {
  readonly snapshot: UsageSnapshot;
  readonly verdict: Verdict;
  readonly commission: string;
}

/** Which reading of the clause is in force, and what the figure is and is not. */
function Trust({ snapshot, verdict, commission }: TrustProps) {
  const t = useWords();
  const figures = useFigures();
  const isLower = (snapshot.countedBytes ?? 0) < (verdict.countedBytes ?? 0);
  const { counting, doubtfulBytes, estimated, networksConfigured } = snapshot;
  return (
    <ul className={styles.trust}>
      <li>{t(`usage:reading.${counting}`)}</li>
      <li>{t(isLower ? 'usage:reading.lower' : 'usage:reading.upper', { commission })}</li>
      {!networksConfigured && <li>{t('usage:reading.noList')}</li>}
      {estimated && <li>{t('usage:reading.estimated')}</li>}
      {doubtfulBytes > 0 && <li>{t('usage:reading.doubtful', { bytes: figures.bytes(doubtfulBytes) })}</li>}
    </ul>
  );
}

/** Spoken when the verdict itself changes, not at every tick of the figure. */
function useAnnouncement(key: string, sentence: string): string {
  const [announcement, announce] = useState('');
  const spoken = useRef(key);
  useEffect(() => {
    if (spoken.current === key) return;
    spoken.current = key;
    announce(sentence);
  }, [key, sentence]);
  return announcement;
}
