import { useWords } from '../../language.ts';
import { useCommission } from '../../use-commission.ts';
import styles from './AcknowledgementPage.module.css';

/** What a receipt shows, and what no receipt made on one's own PC can. */
export function WhatItProves() {
  const t = useWords();
  const commission = useCommission().name;
  return (
    <>
      <p>{t('acknowledgement-page:proof.does')}</p>
      <ul className={styles.bullets}>
        <li>{t('acknowledgement-page:proof.text')}</li>
        <li>{t('acknowledgement-page:proof.unchanged')}</li>
        <li>{t('acknowledgement-page:proof.key')}</li>
      </ul>
      <p>{t('acknowledgement-page:proof.doesNot')}</p>
      <ul className={styles.bullets}>
        <li>{t('acknowledgement-page:proof.notWho')}</li>
        <li>{t('acknowledgement-page:proof.notWhen', { commission })}</li>
        <li>{t('acknowledgement-page:proof.notLegal')}</li>
      </ul>
    </>
  );
}
