import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { EncryptedCopy, EncryptedCopyView, FileReport } from '../../../../electron/contract/mail.ts';
import { useFigures, useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { copySource } from '../../../main-sources.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useAsking } from '../../../use-asking.ts';
import { useMainState } from '../../../use-main-state.ts';
import { CopyButton } from '../CopyButton.tsx';
import styles from '../MailPage.module.css';
import { useFocusOnChange } from '../use-focus-on-change.ts';
import own from './EncryptedCopyCard.module.css';
import { StoppableProgress } from './StoppableProgress.tsx';

interface Props {
  /** What would go into it; empty: there is nothing to offer, but one that was made is still shown. */
  readonly files: readonly FileReport[];
  /** Until then nobody knows what would go into it. */
  readonly isChecking: boolean;
}

const NONE: EncryptedCopyView = { kind: 'none' };

/**
 * For personal and confidential data (clauses 4(7), 4(8)): a new file, and its passphrase until it is noted. Main holds
 * both, so neither is lost with this page.
 */
export function EncryptedCopyCard({ files, isChecking }: Props) {
  const t = useWords();
  const state = useMainState(copySource);
  useEffect(() => void copySource.load(), []);
  const view = state.kind === 'value' ? state.value : NONE;
  const place = useFocusOnChange<HTMLDivElement>(view.kind);
  if (view.kind === 'none' && files.length === 0) return null;
  return (
    <Section heading={t('mail:encrypt.heading')}>
      <p>{t('mail:encrypt.why')}</p>
      {state.kind === 'failed' && <FailureBar failure={state.failure} />}
      <div ref={place} className={`${styles.place} ${own.part}`} tabIndex={-1}>
        {view.kind === 'none' && <Offer files={files} isChecking={isChecking} />}
        {view.kind === 'making' && <Making {...view} />}
        {view.kind === 'made' && <Made copy={view.copy} />}
      </div>
    </Section>
  );
}

function Offer({ files, isChecking }: Props) {
  const t = useWords();
  const { ask, failure, isRunning } = useAsking();
  const hasVirus = files.some(({ scan }) => scan?.kind === 'found');
  const hasPersonalData = files.some(({ personalData: look }) => look?.kind === 'looked' && look.hits.length > 0);
  if (hasVirus) return <p className={styles.notice}>{t('mail:encrypt.virus')}</p>;
  return (
    <>
      <div className={styles.actions}>
        <Button
          appearance={hasPersonalData ? 'primary' : 'secondary'}
          disabled={isRunning || isChecking}
          onClick={() => void ask(() => mainProcess.mail.encrypt({ ids: files.map(({ id }) => id) }))}
        >
          {t('mail:encrypt.button')}
        </Button>
      </div>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}

function Making({ bytesDone, bytesTotal }: { readonly bytesDone: number; readonly bytesTotal: number }) {
  const t = useWords();
  const figures = useFigures();
  return (
    <>
      <p className="visuallyHidden" role="status">
        {t('mail:encrypt.running')}
      </p>
      <StoppableProgress
        label={t('mail:encrypt.running')}
        value={bytesDone}
        max={bytesTotal}
        line={t('mail:encrypt.line', {
          bytesDone: figures.bytes(bytesDone),
          bytesTotal: figures.bytes(bytesTotal),
        })}
        stop={{ words: t('mail:encrypt.cancel'), run: mainProcess.mail.cancelEncrypting }}
      />
    </>
  );
}

function Made({ copy }: { readonly copy: EncryptedCopy }) {
  const t = useWords();
  const figures = useFigures();
  const { ask, failure, isRunning } = useAsking();
  const sizes = { bytes: figures.bytes(copy.bytes), wireBytes: figures.bytes(copy.wireBytes) };
  return (
    <div className={own.made}>
      <p role="status">{t('mail:encrypt.made', { fileName: copy.fileName, ...sizes })}</p>
      <p className={styles.subheading}>{t('mail:encrypt.passphrase')}</p>
      <p className={own.passphrase} data-testid="passphrase">
        {copy.passphrase}
      </p>
      <div className={styles.actions}>
        <CopyButton text={copy.passphrase} />
        <Button size="small" disabled={isRunning} onClick={() => void ask(mainProcess.mail.passphraseNoted)}>
          {t('mail:encrypt.hide')}
        </Button>
      </div>
      {failure && <FailureBar failure={failure} />}
      <ul className={styles.bullets}>
        <li>{t('mail:encrypt.route')}</li>
        <li>{t('mail:encrypt.sevenZip')}</li>
        <li>{t('mail:encrypt.once')}</li>
      </ul>
    </div>
  );
}
