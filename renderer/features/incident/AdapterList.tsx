import type { AdapterState } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

/** Every connection as the system itself told it last: down, still up, or not known. */
export function AdapterList({ adapters }: { readonly adapters: readonly AdapterState[] }) {
  const t = useWords();
  if (adapters.length === 0) return <p>{t('incident-page:adapters.none')}</p>;
  return (
    <ul className={styles.lines}>
      {adapters.map(({ name, state }) => (
        <li key={name} className={styles.lineItem}>
          <span className={styles.mark} data-state={state} aria-hidden="true" />
          <span>{name}</span>
          <strong>{t(`incident-page:adapters.${state}`)}</strong>
        </li>
      ))}
    </ul>
  );
}
