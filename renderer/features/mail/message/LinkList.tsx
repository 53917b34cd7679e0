import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { MessageReport } from '../../../../electron/contract/message.ts';
import { useWords } from '../../../language.ts';
import { CopyButton } from '../CopyButton.tsx';
import styles from '../MailPage.module.css';
import own from './MessageView.module.css';

const SHOWN_AT_ONCE = 20;

/** What each link says and where it leads, as text that nothing can open. */
export function LinkList({ links }: Pick<MessageReport, 'links'>) {
  const t = useWords();
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  if (links.length === 0) return <p>{t('mail:message.noLinks')}</p>;
  const lines = links.slice(0, limit).map((link, place) => ({ ...link, place }));
  const hidden = links.length - limit;
  return (
    <>
      <p className={styles.quiet}>{t('mail:message.linksHint')}</p>
      <ul className={styles.lines}>
        {lines.map(({ words, defanged, place }) => (
          <li key={place} className={own.link}>
            <p className={own.stranger}>
              <span className={styles.quiet}>{t('mail:message.linkWords')}</span> {words || t('mail:message.absent')}
            </p>
            <p className={own.stranger}>
              <span className={styles.quiet}>{t('mail:message.linkTarget')}</span> <code>{defanged}</code>
            </p>
            <div className={styles.actions}>
              <CopyButton text={defanged} label={t('mail:message.copyLink', { defanged })} />
            </div>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className={styles.actions}>
          <Button onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
            {t('mail:message.moreLinks', { count: Math.min(hidden, SHOWN_AT_ONCE) })}
          </Button>
        </div>
      )}
    </>
  );
}
