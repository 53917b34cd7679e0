import { Button } from '@fluentui/react-components';
import { isReplaceable, type KeyState } from '../../../electron/contract/acknowledgement.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import styles from './AcknowledgementPage.module.css';

/** Only where the private key is kept as the agency wants it. */
export const maySign = (state: KeyState): boolean => state === 'ready' || state === 'unprotected';

/** Why this PC cannot sign now, what that means, and what to do; nothing where all is well. */
export function KeyNotice({ state }: { readonly state: KeyState }) {
  const t = useWords();
  const checking = useAsking();
  const beginning = useAsking();
  const { acknowledgement } = mainProcess;
  if (state === 'ready') return null;
  if (state === 'unprotected') return <p className={styles.notice}>{t('acknowledgement-page:key.unprotected')}</p>;
  return (
    <div className={styles.notice} role="alert" data-key={state}>
      <p>
        <strong>{t(`acknowledgement-page:key.${state}.title`)}</strong>
      </p>
      <p>{t(`acknowledgement-page:key.${state}.meaning`)}</p>
      <p>{t(`acknowledgement-page:key.${state}.toDo`)}</p>
      <div className={styles.actions}>
        <Button
          appearance={isReplaceable(state) ? 'secondary' : 'primary'}
          disabled={checking.isRunning}
          onClick={() => void checking.ask(acknowledgement.checkKey)}
        >
          {t(checking.isRunning ? 'acknowledgement-page:key.checking' : 'acknowledgement-page:key.check')}
        </Button>
        {isReplaceable(state) && (
          <Button disabled={beginning.isRunning} onClick={() => void beginning.ask(acknowledgement.startNewChain)}>
            {t('acknowledgement-page:key.startNew')}
          </Button>
        )}
        <span role="status">{checking.isDone && t('acknowledgement-page:key.stillNot')}</span>
      </div>
      {(checking.failure ?? beginning.failure) && (
        <FailureBar failure={(checking.failure ?? beginning.failure) as NonNullable<typeof checking.failure>} />
      )}
    </div>
  );
}
