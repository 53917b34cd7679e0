import { useWords } from '../../language.ts';
import styles from './DutyLine.module.css';
import { useStanding } from './use-standing.ts';

/** On the rules page: how it stands with one's own acknowledgement, and the way there. */
export function DutyStrip() {
  const t = useWords();
  const owed = useStanding();
  return (
    <p className={styles.line}>
      {owed && `${owed.sentence} `}
      <a href="#/acknowledgement">{t('acknowledgement-page:open')}</a>
    </p>
  );
}
