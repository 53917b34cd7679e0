import { useWords } from '../../language.ts';
import styles from './DutyLine.module.css';
import { isOwing } from './standing.ts';
import { useStanding } from './use-standing.ts';

/** Do I owe anything? One quiet line on the usage page, and none where the answer is no. */
export default function DutyLine() {
  const t = useWords();
  const owed = useStanding();
  if (!owed || !isOwing(owed.standing)) return null;
  return (
    <p className={styles.line} data-testid="duty-line">
      {owed.sentence} <a href="#/acknowledgement">{t('acknowledgement-page:open')}</a>
    </p>
  );
}
