import { Button } from '@fluentui/react-components';
import type { ReceiptSummary } from '../../../electron/contract/acknowledgement.ts';
import { useFigures, useWords } from '../../language.ts';
import styles from './AcknowledgementPage.module.css';
import { FocusedHeading } from './FocusedHeading.tsx';
import { ReceiptActions, ReceiptArrival } from './ReceiptParts.tsx';
import { WhatItProves } from './WhatItProves.tsx';

/** Signed: what was made, where it arrived, what to keep. */
export function DoneView({ receipt, onClose }: { readonly receipt: ReceiptSummary; readonly onClose: () => void }) {
  const t = useWords();
  const figures = useFigures();
  const { documentId, number, signedAt, title } = receipt;
  const time = `${figures.day(signedAt.slice(0, 10))} ${signedAt.slice(11, 16)}`;
  return (
    <>
      <section className={styles.card} data-testid="signed">
        <FocusedHeading>{t('acknowledgement-page:done.heading')}</FocusedHeading>
        <p className={styles.sentence}>{t('acknowledgement-page:done.sentence', { title, number, time })}</p>
        <ReceiptActions receipt={receipt} isPrimary />
        <h3 className={styles.subheading}>{t('acknowledgement-page:done.arrived')}</h3>
        <ReceiptArrival documentId={documentId} />
      </section>
      <section className={styles.card} aria-labelledby="proof">
        <h2 id="proof" className={styles.subheading}>
          {t('acknowledgement-page:proof.heading')}
        </h2>
        <WhatItProves />
      </section>
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('acknowledgement-page:done.close')}</Button>
      </div>
    </>
  );
}
