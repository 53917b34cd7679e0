import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { EncryptedCopy, FileReport } from '../../../../electron/contract/mail.ts';
import { useFigures, useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useAsking } from '../../../use-asking.ts';
import { CopyButton } from '../CopyButton.tsx';
import styles from '../MailPage.module.css';
import { useFocusOnChange } from '../use-focus-on-change.ts';
import own from './EncryptedCopyCard.module.css';

interface Props {
  readonly files: readonly FileReport[];
  /** Until then nobody knows what would go into it. */
  readonly isChecking: boolean;
}

/** For personal and confidential data (clauses 4(7), 4(8)): a new file, and a passphrase that is shown once. */
export function EncryptedCopyCard({ files, isChecking }: Props) {
  const t = useWords();
  const [copy, setCopy] = useState<EncryptedCopy | null>(null);
  const place = useFocusOnChange<HTMLDivElement>(copy);
  const { ask, failure, isRunning } = useAsking();
  const hasVirus = files.some(({ scan }) => scan?.kind === 'found');
  const hasPersonalData = files.some(({ personalData: look }) => look?.kind === 'looked' && look.hits.length > 0);

  async function make(): Promise<void> {
    setCopy(await mainProcess.mail.encrypt({ ids: files.map(({ id }) => id) }));
  }
  return (
    <Section heading={t('mail:encrypt.heading')}>
      <p>{t('mail:encrypt.why')}</p>
      {hasVirus ? (
        <p className={styles.notice}>{t('mail:encrypt.virus')}</p>
      ) : (
        <div className={styles.actions}>
          <Button
            appearance={hasPersonalData && !copy ? 'primary' : 'secondary'}
            disabled={isRunning || isChecking}
            onClick={() => void ask(make)}
          >
            {t('mail:encrypt.button')}
          </Button>
          <span role="status">{isRunning && t('mail:encrypt.running')}</span>
        </div>
      )}
      {failure && <FailureBar failure={failure} />}
      <div ref={place} className={styles.place} tabIndex={-1}>
        {copy && <Made copy={copy} onHidden={() => setCopy(null)} />}
      </div>
    </Section>
  );
}

function Made({ copy, onHidden }: { readonly copy: EncryptedCopy; readonly onHidden: () => void }) {
  const t = useWords();
  const figures = useFigures();
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
        <Button size="small" onClick={onHidden}>
          {t('mail:encrypt.hide')}
        </Button>
      </div>
      <ul className={styles.bullets}>
        <li>{t('mail:encrypt.route')}</li>
        <li>{t('mail:encrypt.sevenZip')}</li>
        <li>{t('mail:encrypt.once')}</li>
      </ul>
    </div>
  );
}
