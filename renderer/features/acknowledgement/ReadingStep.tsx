import { Button, ProgressBar } from '@fluentui/react-components';
import { useState } from 'react';
import type { Progress } from '../../../electron/contract/acknowledgement.ts';
import type { ClauseId, RulesPack } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { ClauseView } from '../rules/ClauseView.tsx';
import { clauseName, firstLevelOf } from '../rules/clause-name.ts';
import styles from './AcknowledgementPage.module.css';
import { FocusedHeading } from './FocusedHeading.tsx';
import { countRead, nextUnread } from './flow-step.ts';

interface Props {
  readonly progress: Progress;
  readonly pack: RulesPack;
}

/** One section at a time; read is what the person says is read, not what has scrolled by. */
export function ReadingStep({ progress, pack: { text, guide } }: Props) {
  const t = useWords();
  const [chosen, choose] = useState<ClauseId | null>(null);
  const { ask, failure, isRunning } = useAsking();
  const { sections } = progress;
  const shown = chosen ?? nextUnread(progress);
  const at = sections.findIndex(({ article }) => article === shown);
  const article = text.articles.find(({ id }) => id === shown);
  const firstLevel = firstLevelOf(text);
  if (!article) return <p role="status">{t('ui:loading')}</p>;

  async function markRead(): Promise<void> {
    if (!(await ask(() => mainProcess.acknowledgement.readSection({ article: shown ?? '' })))) return;
    choose(nextUnread(progress, shown));
  }
  const beside = (place: number) => sections[place]?.article ?? null;
  const [before, after] = [beside(at - 1), beside(at + 1)];
  const total = sections.length;
  return (
    <section className={styles.card} key={article.id}>
      <FocusedHeading>
        {t('acknowledgement-page:reading.heading', { at: at + 1, total, name: clauseName(article.id, firstLevel, t) })}
      </FocusedHeading>
      <ProgressBar
        value={countRead(progress)}
        max={total}
        thickness="large"
        aria-label={t('acknowledgement-page:reading.progress', { read: countRead(progress), total })}
      />
      <p className={styles.quiet}>
        {t('acknowledgement-page:reading.progress', { read: countRead(progress), total })}{' '}
        {progress.scope === 'changes' && t('acknowledgement-page:reading.onlyChanges')}
      </p>
      {sections[at]?.reworded && <p className={styles.notice}>{t('acknowledgement-page:reading.reworded')}</p>}
      {[article, ...article.clauses].map((clause) => (
        <ClauseView
          key={clause.id}
          clause={clause}
          guide={guide.clauses[clause.id]}
          firstLevel={firstLevel}
          heading="h3"
        />
      ))}
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        {sections[at]?.read ? (
          <p>{t('acknowledgement-page:reading.alreadyRead')}</p>
        ) : (
          <Button appearance="primary" size="large" disabled={isRunning} onClick={() => void markRead()}>
            {t('acknowledgement-page:reading.done')}
          </Button>
        )}
        {before && <Button onClick={() => choose(before)}>{t('acknowledgement-page:reading.before')}</Button>}
        {after && <Button onClick={() => choose(after)}>{t('acknowledgement-page:reading.after')}</Button>}
      </div>
    </section>
  );
}
