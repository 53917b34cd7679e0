import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import type { CallFailure } from '../main-process.ts';
import styles from './FailureBar.module.css';

/** A failed call in words: what happened, what it means, what to do; the technical line folded away. */
export function FailureBar({ failure, action }: { readonly failure: CallFailure; readonly action?: ReactNode }) {
  const t = useWords();
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{t(`errors:${failure.code}.title`)}</MessageBarTitle>
        {t(`errors:${failure.code}.body`)}
        <details>
          <summary>{t('ui:details')}</summary>
          <code className={styles.detail}>
            {failure.code}
            {failure.field && ` (${failure.field})`}: {failure.message}
          </code>
        </details>
      </MessageBarBody>
      {action && <MessageBarActions>{action}</MessageBarActions>}
    </MessageBar>
  );
}
