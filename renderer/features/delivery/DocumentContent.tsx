import { useCallback } from 'react';
import { type OutboxContent, type OutboxItem, saidState } from '../../../electron/contract/delivery.ts';
import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useCommission } from '../../use-commission.ts';
import styles from './DeliveryPage.module.css';
import { FieldList } from './FieldList.tsx';
import { useTimeLine } from './times.ts';

/** A document in words, then as it is, then as a store is given it; and its way so far. */
export function DocumentContent({ item }: { readonly item: OutboxItem }) {
  const ask = useCallback(() => mainProcess.delivery.content({ id: item.id }), [item.id]);
  const t = useWords();
  const { state } = useAnswer(ask);
  return (
    <div className={styles.content}>
      {state.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {state.kind === 'failed' && <FailureBar failure={state.failure} />}
      {state.kind === 'value' && <Whole content={state.value} />}
      <dl className={styles.facts}>
        <dt>{t('delivery:id')}</dt>
        <dd>{item.id}</dd>
        {item.about && (
          <>
            <dt>{t('delivery:about')}</dt>
            <dd>{item.about}</dd>
          </>
        )}
        <dt>{t('delivery:hash')}</dt>
        <dd>{item.sha256}</dd>
      </dl>
      <Way item={item} />
    </div>
  );
}

function Whole({ content: { document, sealed } }: { readonly content: OutboxContent }) {
  const t = useWords();
  const figures = useFigures();
  const commission = useCommission().name;
  return (
    <>
      <h3 className={styles.subheading}>{t('delivery:asWords')}</h3>
      <FieldList value={document.body} />
      {document.attachments.length > 0 && (
        <>
          <h3 className={styles.subheading}>{t('delivery:attachments')}</h3>
          <ul>
            {document.attachments.map(({ name, bytes, sha256 }) => (
              <li key={name}>
                {t('delivery:attachment', { name, size: figures.bytes(bytes) })}{' '}
                <code className={styles.detail}>{sha256}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <Raw heading={t('delivery:asJson')} value={document} />
      {sealed && <Raw heading={t('delivery:asSealed', { commission })} value={sealed} />}
    </>
  );
}

function Raw({ heading, value }: { readonly heading: string; readonly value: unknown }) {
  return (
    <details>
      <summary>{heading}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className={styles.raw} tabIndex={0} aria-label={heading}>
        <pre className={styles.json}>{JSON.stringify(value, null, 2)}</pre>
      </section>
    </details>
  );
}

/** Every step so far, oldest first. */
function Way({ item }: { readonly item: OutboxItem }) {
  const t = useWords();
  const timeLine = useTimeLine();
  return (
    <>
      <h3 className={styles.subheading}>{t('delivery:history')}</h3>
      <ol className={styles.way}>
        {item.history.map(({ state, atMs, channel, reason, detail }) => (
          <li key={`${atMs} ${state} ${channel} ${reason}`}>
            {timeLine(atMs)} {channel && t(`delivery:channel.${channel}`)}{' '}
            {t(`delivery:state.${saidState({ state, channel })}`)}
            {reason && ` ${t(`delivery:reason.${reason}`)}`} {detail && <code>{detail}</code>}
          </li>
        ))}
      </ol>
    </>
  );
}
