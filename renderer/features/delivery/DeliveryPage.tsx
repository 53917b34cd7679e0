import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { DeliveryView, OutboxItem } from '../../../electron/contract/delivery.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { deliverySource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useAsking } from '../../use-asking.ts';
import { useCommission } from '../../use-commission.ts';
import { useMainState } from '../../use-main-state.ts';
import styles from './DeliveryPage.module.css';
import { DocumentCard } from './DocumentCard.tsx';

/** One question: what has left this PC, or is about to, word for word? */
export default function DeliveryPage() {
  const t = useWords();
  const state = useMainState(deliverySource);
  const commission = useCommission().name;
  useEffect(() => void deliverySource.load(), []);
  return (
    <FluentRoot className={styles.page}>
      <h1 className={styles.title}>{t('delivery:title')}</h1>
      <p>{t('delivery:intro')}</p>
      {state.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {state.kind === 'failed' && (
        <FailureBar
          failure={state.failure}
          action={<Button onClick={() => void deliverySource.load()}>{t('ui:retry')}</Button>}
        />
      )}
      {state.kind === 'value' && <Documents view={state.value} />}
      <p>
        <a href="#/incident">{t('incident:button.whatIsSent')}</a>
      </p>
      <p className={styles.quiet}>{t('delivery:promise', { commission })}</p>
    </FluentRoot>
  );
}

/** All that the outbox tells, problems first. */
export function Documents({ view }: { readonly view: DeliveryView }) {
  const t = useWords();
  const [older, setOlder] = useState<readonly OutboxItem[]>([]);
  const { ask, failure, isRunning } = useAsking();
  // What was fetched may since have moved: the followed list is the newer of the two.
  const followed = new Set(view.items.map(({ id }) => id));
  const items = [...view.items, ...older.filter(({ id }) => !followed.has(id))];
  const last = items.at(-1);
  const isUnread = view.problems.some(({ kind }) => kind === 'cannot-read');

  async function showOlder(before: string): Promise<void> {
    const more = await mainProcess.delivery.older({ before });
    setOlder([...older, ...more]);
  }
  return (
    <>
      {view.problems.map((problem) => (
        <p key={JSON.stringify(problem)} className={styles.problem} role="alert">
          {t(`delivery:problem.${problem.kind}`, { ...problem })}
        </p>
      ))}
      {items.length === 0 ? (
        // What could not be read is not nothing.
        !isUnread && <p className={styles.none}>{t('delivery:none')}</p>
      ) : (
        <ul className={styles.list}>
          {items.map((item) => (
            <li key={item.id}>
              <DocumentCard
                item={item}
                onRemoved={() => setOlder((before) => before.filter(({ id }) => id !== item.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {last && items.length < view.total && (
        <div className={styles.actions}>
          <span>{t('delivery:count', { total: view.total, shown: items.length })}</span>
          <Button disabled={isRunning} onClick={() => void ask(() => showOlder(last.id))}>
            {t('delivery:older')}
          </Button>
        </div>
      )}
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
