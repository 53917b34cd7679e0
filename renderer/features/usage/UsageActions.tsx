import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { appInfoSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { OpenLinkButton } from '../../ui/OpenLinkButton.tsx';
import { useMainValue } from '../../use-main-state.ts';
import styles from './UsageActions.module.css';

type Exporting =
  | { readonly kind: 'idle' | 'running' }
  | { readonly kind: 'done'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** What a person can do with the record. */
export function UsageActions() {
  const t = useWords();
  const info = useMainValue(appInfoSource);
  const [exporting, setExporting] = useState<Exporting>({ kind: 'idle' });

  async function exportCsv(): Promise<void> {
    setExporting({ kind: 'running' });
    try {
      const saved = await mainProcess.usage.exportCsv();
      // null: the person closed the dialog, which needs no message.
      setExporting(saved ? { kind: 'done', fileName: saved.fileName } : { kind: 'idle' });
    } catch (thrown) {
      setExporting({ kind: 'failed', failure: asCallFailure(thrown) });
    }
  }

  return (
    <section className={styles.actions} aria-label={t('usage:more.heading')}>
      <div className={styles.buttons}>
        <Button disabled={exporting.kind === 'running'} onClick={() => void exportCsv()}>
          {t(exporting.kind === 'running' ? 'usage:more.exporting' : 'usage:more.export')}
        </Button>
        {info?.hasSystemUsagePage && (
          <OpenLinkButton name="system-usage-page">{t('usage:more.perProgram')}</OpenLinkButton>
        )}
        <span role="status">
          {exporting.kind === 'done' && t('usage:more.exported', { fileName: exporting.fileName })}
        </span>
      </div>
      {exporting.kind === 'failed' && <FailureBar failure={exporting.failure} />}
      <p className={styles.quiet}>{t('usage:more.staysHere')}</p>
    </section>
  );
}
