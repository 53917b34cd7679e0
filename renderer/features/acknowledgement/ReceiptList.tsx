import { useEffect, useState } from 'react';
import type { ReceiptSummary } from '../../../electron/contract/acknowledgement.ts';
import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import styles from './AcknowledgementPage.module.css';
import { ReceiptActions, ReceiptArrival } from './ReceiptParts.tsx';

/** Every receipt of this PC, newest first; read again when a newer one comes. */
export function ReceiptList({ newest }: { readonly newest: string }) {
  const t = useWords();
  const { state, again } = useAnswer(mainProcess.acknowledgement.receipts);
  useEffect(() => again(), [newest, again]);
  if (state.kind === 'waiting') return <p role="status">{t('ui:loading')}</p>;
  if (state.kind === 'failed') return <FailureBar failure={state.failure} />;
  return (
    <ul className={styles.receipts}>
      {state.value.map((receipt) => (
        <li key={receipt.receiptId} className={styles.receipt}>
          <ReceiptEntry receipt={receipt} />
        </li>
      ))}
    </ul>
  );
}

function ReceiptEntry({ receipt }: { readonly receipt: ReceiptSummary }) {
  const t = useWords();
  const figures = useFigures();
  const [isOpen, setOpen] = useState(false);
  const { documentId, edition, number, signedAt, title } = receipt;
  return (
    <article className={styles.receiptBody} aria-label={t('acknowledgement-page:receipts.name', { number })}>
      <p>
        <strong>{figures.day(signedAt.slice(0, 10))}</strong>{' '}
        <span className={styles.quiet}>{signedAt.slice(11, 16)}</span>
      </p>
      <p>
        <span lang="zh-TW">{title}</span>{' '}
        <span className={styles.quiet}>{t('acknowledgement-page:receipts.about', { number, edition })}</span>
      </p>
      <ReceiptActions receipt={receipt} />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>{t('acknowledgement-page:receipts.arrival')}</summary>
        {isOpen && <ReceiptArrival documentId={documentId} />}
      </details>
    </article>
  );
}
