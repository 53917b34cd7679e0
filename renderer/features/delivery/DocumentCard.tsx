import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { OutboxItem } from '../../../electron/contract/delivery.ts';
import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { deliverySource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import styles from './DeliveryPage.module.css';
import { DocumentContent } from './DocumentContent.tsx';
import { kindWords, meaningWords, stateWords, theirWords } from './document-words.ts';
import { StandingList } from './StandingList.tsx';
import { useTimeLine } from './times.ts';

interface Props {
  readonly item: OutboxItem;
  readonly onRemoved: () => void;
}

/** One document: how far it has come, where, and all of its words. */
export function DocumentCard({ item, onRemoved }: Props) {
  const t = useWords();
  const figures = useFigures();
  const timeLine = useTimeLine();
  const [isReading, setReading] = useState(false);
  const retrying = useAsking();
  const said = theirWords(item);
  const heading = kindWords(item.kind, t);
  return (
    <article className={styles.card} aria-label={`${heading} ${item.id}`} data-state={item.state}>
      <h2 className={styles.heading}>
        {heading} <span className={styles.quiet}>{t('delivery:made', { time: item.createdAt.replace('T', ' ') })}</span>
      </h2>
      <p>
        <strong className={styles.state}>{stateWords(item, t)}</strong>{' '}
        <span className={styles.quiet}>{timeLine(item.atMs)}</span>
      </p>
      <p>{meaningWords(item, t)}</p>
      {said && <p>{t('delivery:words', { words: said })}</p>}
      <StandingList item={item} />
      <div className={styles.actions}>
        {item.retryable && (
          <Button
            disabled={retrying.isRunning}
            onClick={() => void retrying.ask(() => mainProcess.delivery.retry({ id: item.id }))}
          >
            {t('delivery:retry')}
          </Button>
        )}
        {item.removable && <RemoveButton id={item.id} onRemoved={onRemoved} />}
        <span role="status">{retrying.isDone && t('delivery:retried')}</span>
      </div>
      {retrying.failure && <FailureBar failure={retrying.failure} />}
      <details className={styles.reading} onToggle={(event) => setReading(event.currentTarget.open)}>
        <summary>
          {t('delivery:read')} <span className={styles.quiet}>{figures.bytes(item.bytes)}</span>
        </summary>
        {isReading && <DocumentContent item={item} />}
      </details>
    </article>
  );
}

/** Only for what never left: asks once, since it cannot be undone. */
function RemoveButton({ id, onRemoved }: { readonly id: string; readonly onRemoved: () => void }) {
  const t = useWords();
  const [isAsked, setAsked] = useState(false);
  const { ask, failure, isRunning } = useAsking();

  async function remove(): Promise<void> {
    if (!(await ask(() => mainProcess.delivery.remove({ id })))) return;
    onRemoved();
    await deliverySource.load();
  }
  if (!isAsked)
    return (
      <Button appearance="subtle" onClick={() => setAsked(true)}>
        {t('delivery:remove')}
      </Button>
    );
  return (
    <>
      <span>{t('delivery:removeQuestion')}</span>
      <Button disabled={isRunning} onClick={() => void remove()}>
        {t('delivery:removeConfirm')}
      </Button>
      <Button appearance="subtle" onClick={() => setAsked(false)}>
        {t('delivery:removeCancel')}
      </Button>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
