import type { IncidentCode } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './CodeBlock.module.css';
import { isSpelled } from './spelling.ts';

/** The number that a person reads out on the phone: huge, and under each symbol the word that tells it apart. */
export function CodeBlock({ code }: { readonly code: IncidentCode }) {
  const t = useWords();
  const symbols = [...code].map((symbol, place) => ({ symbol, place }));
  return (
    <div className={styles.block}>
      <p className={styles.label}>{t('incident-page:code.label')}</p>
      {/* Listeners get it once and whole; the drawn one is symbol by symbol. */}
      <p className="visuallyHidden" data-testid="incident-code">
        {code}
      </p>
      <p className={styles.code} aria-hidden="true">
        {symbols.map(({ symbol, place }) => (
          <span key={place} className={styles.symbol}>
            {symbol}
          </span>
        ))}
      </p>
      <p className={styles.label}>
        {t('incident-page:code.spell')}{' '}
        <span className={styles.spelled}>
          {symbols.map(
            ({ symbol, place }) =>
              isSpelled(symbol) && (
                <span key={place} className={styles.oneSpelled}>
                  {symbol} {t(`incident-page:spell.${symbol}`)}
                </span>
              ),
          )}
        </span>
      </p>
    </div>
  );
}
