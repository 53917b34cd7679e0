import { useWords } from '../../language.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { useCommission } from '../../use-commission.ts';
import styles from './WhatCounts.module.css';

/** What counts and what does not in plain words, the way to the clauses, and whom to ask. */
export function WhatCounts() {
  const t = useWords();
  const { name: commission, phone, hours } = useCommission();
  return (
    <Disclosure heading={t('usage:counts.heading')}>
      <div className={styles.columns}>
        <div>
          <h3 className={styles.heading}>{t('usage:counts.yesHeading')}</h3>
          <ul className={styles.list}>
            <li>{t('usage:counts.yes1')}</li>
            <li>{t('usage:counts.yes2')}</li>
            <li>{t('usage:counts.yes3')}</li>
          </ul>
        </div>
        <div>
          <h3 className={styles.heading}>{t('usage:counts.noHeading')}</h3>
          <ul className={styles.list}>
            <li>{t('usage:counts.no1')}</li>
            <li>{t('usage:counts.no2')}</li>
            <li>{t('usage:counts.no3')}</li>
          </ul>
        </div>
      </div>
      <div>
        <h3 className={styles.heading}>{t('usage:counts.ruleHeading')}</h3>
        <p>
          <a href="#/rules/4.14">{t('usage:counts.rule414')}</a>
        </p>
        <p>
          <a href="#/rules/8.1">{t('usage:counts.rule81')}</a>
        </p>
        <p className={styles.quiet}>{t('usage:counts.rule81Plain', { commission })}</p>
      </div>
      <div>
        <h3 className={styles.heading}>{t('usage:contact.heading')}</h3>
        <p>{phone ? t('usage:contact.line', { commission, phone }) : t('usage:contact.lineNoPhone', { commission })}</p>
        {hours && <p className={styles.quiet}>{t('usage:contact.hours', { hours })}</p>}
      </div>
    </Disclosure>
  );
}
