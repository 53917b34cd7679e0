import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import type { MailCheckView } from '../../../electron/contract/mail.ts';
import { useWords } from '../../language.ts';
import { mailSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useMainState } from '../../use-main-state.ts';

/** Draws the check once main has told of it. */
export function LoadedCheck({ children }: { readonly children: (view: MailCheckView) => ReactNode }) {
  const t = useWords();
  const state = useMainState(mailSource);
  useEffect(() => void mailSource.load(), []);
  if (state.kind === 'waiting') return <p role="status">{t('ui:loading')}</p>;
  if (state.kind === 'failed')
    return (
      <FailureBar
        failure={state.failure}
        action={<Button onClick={() => void mailSource.load()}>{t('ui:retry')}</Button>}
      />
    );
  return children(state.value);
}
