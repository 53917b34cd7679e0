import type { CutTried } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

interface Props {
  readonly tried: CutTried;
  /** Whose words: those of cutting, or of restoring. */
  readonly room: 'tried' | 'triedRestore';
}

/** What the system answered, way by way, and its own words. */
export function WaysTried({ tried, room }: Props) {
  const t = useWords();
  if (tried.ways.length === 0) return <p>{t(`incident:${room}.noAnswer`)}</p>;
  return (
    <ul className={styles.lines} data-testid={room}>
      {tried.ways.map(({ way, outcome, adapters, detail }, at) => {
        const values = { way: t(`incident:${room}.way.${way}`), outcome: t(`incident:${room}.outcome.${outcome}`) };
        return (
          <li key={`${way} ${at}`}>
            {adapters.length > 0
              ? t('incident:tried.lineOf', { ...values, adapters: adapters.join(' / ') })
              : t('incident:tried.line', values)}
            {detail && (
              <details>
                <summary>{t('incident:tried.systemWords')}</summary>
                <code className={styles.systemWords}>{detail}</code>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
