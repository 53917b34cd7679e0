import { Button } from '@fluentui/react-components';
import type { ClauseChange, OfficialText, TextDifference } from '../../../electron/contract/rules.ts';
import { useWords, type WordsFunction } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { clauseName, type FirstLevel, firstLevelOf } from '../rules/clause-name.ts';
import styles from './AcknowledgementPage.module.css';
import { ChangedWords } from './ChangedWords.tsx';
import { FocusedHeading } from './FocusedHeading.tsx';

/** What changed since this person signed, clause by clause, before anything else is asked. */
export function ChangesStep({ text }: { readonly text: OfficialText }) {
  const t = useWords();
  const { state, again } = useAnswer(mainProcess.acknowledgement.changes);
  const { ask, failure, isRunning } = useAsking();
  return (
    <section className={styles.card}>
      <FocusedHeading>{t('acknowledgement-page:changes.heading')}</FocusedHeading>
      {state.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {state.kind === 'failed' && (
        <FailureBar failure={state.failure} action={<Button onClick={again}>{t('ui:retry')}</Button>} />
      )}
      {state.kind === 'value' && <Changes difference={state.value} firstLevel={firstLevelOf(text)} />}
      {failure && <FailureBar failure={failure} />}
      {state.kind === 'value' && (
        <div className={styles.actions}>
          <Button
            appearance="primary"
            size="large"
            disabled={isRunning}
            onClick={() => void ask(mainProcess.acknowledgement.seeChanges)}
          >
            {t('acknowledgement-page:changes.seen')}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ChangesProps {
  readonly difference: TextDifference | null;
  readonly firstLevel: FirstLevel;
}

function Changes({ difference, firstLevel }: ChangesProps) {
  const t = useWords();
  if (!difference || difference.changes.length === 0) return <p>{t('acknowledgement-page:changes.none')}</p>;
  return (
    <>
      <p>{t('acknowledgement-page:changes.intro', { count: difference.changes.length })}</p>
      <p className={styles.quiet}>
        {t('acknowledgement-page:changes.legend')} <del>{t('acknowledgement-page:changes.removedWord')}</del>{' '}
        <ins>{t('acknowledgement-page:changes.addedWord')}</ins>
      </p>
      <ul className={styles.changes}>
        {difference.changes.map((change) => (
          <li key={`${change.kind} ${change.id}`} className={styles.change}>
            <h3 className={styles.subheading}>{changeHeading(change, firstLevel, t)}</h3>
            <ChangedWords change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

function changeHeading(change: ClauseChange, firstLevel: FirstLevel, t: WordsFunction): string {
  const name = clauseName(change.id, firstLevel, t);
  if (change.kind === 'added' || change.kind === 'removed')
    return t(`acknowledgement-page:changes.${change.kind}`, { name });
  const before = clauseName(change.before, firstLevel, t);
  if (change.kind === 'renumbered') return t('acknowledgement-page:changes.renumbered', { name, before });
  return before === name
    ? t('acknowledgement-page:changes.changed', { name })
    : t('acknowledgement-page:changes.changedAndMoved', { name, before });
}
