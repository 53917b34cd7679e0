import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import styles from './GapLines.module.css';
import { mergedGaps } from './gaps.ts';

/** Beyond this many the rest folds away, so that the answer stays the largest thing. */
const SHOWN_AT_ONCE = 2;

/** Each stretch that nobody measured, in a sentence, with why. */
export function GapLines({ snapshot }: { readonly snapshot: UsageSnapshot }) {
  const t = useWords();
  const figures = useFigures();
  const { dayEndMs, dayStartMs, gaps, timeZone } = snapshot;
  const stretches = mergedGaps(gaps, dayStartMs, dayEndMs);
  if (stretches.length === 0) return null;

  const lines = stretches.map((stretch) => (
    <li key={stretch.fromMs}>
      {t(stretch.maybeOff ? 'usage:gap.maybeOff' : 'usage:gap.sentence', {
        from: figures.clock(stretch.fromMs, timeZone),
        to: figures.clock(stretch.toMs, timeZone),
      })}
      {!stretch.maybeOff && (
        <span className={styles.why}>
          {' '}
          {stretch.reasons.map((reason) => t(`usage:gap.reason.${reason}`)).join(' ')}
        </span>
      )}
    </li>
  ));
  return (
    <div className={styles.gaps}>
      <ul className={styles.list}>{lines.slice(0, SHOWN_AT_ONCE)}</ul>
      {lines.length > SHOWN_AT_ONCE && (
        <details>
          <summary>{t('usage:gap.more', { number: lines.length - SHOWN_AT_ONCE })}</summary>
          <ul className={styles.list}>{lines.slice(SHOWN_AT_ONCE)}</ul>
        </details>
      )}
    </div>
  );
}
