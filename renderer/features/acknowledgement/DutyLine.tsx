import { useWords } from '../../language.ts';
import { noticesSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';
import styles from './DutyLine.module.css';
import { isOwing } from './standing.ts';
import { useStanding } from './use-standing.ts';

/** Do I owe anything? One quiet line on the usage page; none where the answer is no, or a banner says it already. */
export default function DutyLine() {
  const t = useWords();
  const owed = useStanding();
  const isSaid = useMainValue(noticesSource)?.some(({ kind }) => kind.startsWith('acknowledgement-'));
  if (!owed || !isOwing(owed.standing) || isSaid) return null;
  return (
    <p className={styles.line} data-testid="duty-line">
      {owed.sentence} <a href="#/acknowledgement">{t('acknowledgement-page:open')}</a>
    </p>
  );
}
