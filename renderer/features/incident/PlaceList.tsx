import type { OutboxItem } from '../../../electron/contract/delivery.ts';
import { useWords } from '../../language.ts';
import { stateWords } from '../delivery/document-words.ts';
import { StandingList } from '../delivery/StandingList.tsx';
import styles from './IncidentPage.module.css';

/** Where the first document stands, place by place; null: it is not in the outbox yet. */
export function PlaceList({ item }: { readonly item: OutboxItem | null }) {
  const t = useWords();
  if (!item) return <p>{t('incident-page:places.none')}</p>;
  return (
    <div className={styles.form}>
      <p>
        <strong>{stateWords(item, t)}</strong>
      </p>
      <StandingList item={item} />
    </div>
  );
}
