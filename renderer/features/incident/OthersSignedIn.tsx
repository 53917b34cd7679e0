import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

/** Whoever else is signed in lost the network too, and nobody has told them. `count` null: it could not be told. */
export function OthersSignedIn({ count }: { readonly count: number | null }) {
  const t = useWords();
  if (count === 0) return null;
  return (
    <p className={styles.advice} data-testid="others">
      {count === null ? t('incident:othersUnknown') : t('incident:others', { count })}
    </p>
  );
}
