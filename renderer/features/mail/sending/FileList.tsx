import { Button } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { FileReport } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../../main-process.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import styles from '../MailPage.module.css';
import { FileCard } from './FileCard.tsx';
import { byLevel } from './file-level.ts';

/** Of a thousand files nobody reads all, and drawing all would be felt. */
const SHOWN_AT_ONCE = 40;

interface Props {
  readonly files: readonly FileReport[];
  readonly isRunning: boolean;
  /** Of a download nobody asks how large it is once sent, nor what personal data it holds. */
  readonly isDownload?: boolean;
}

export function FileList({ files, isRunning, isDownload = false }: Props) {
  const t = useWords();
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const list = useRef<HTMLUListElement>(null);
  // Sorted once the check is over: rows that jump about cannot be read.
  const inOrder = useMemo(() => (isRunning ? files : byLevel(files, isDownload)), [files, isRunning, isDownload]);
  const hidden = files.length - limit;

  const remove = useCallback(async (id: string) => {
    setFailure(null);
    try {
      await mainProcess.mail.remove({ id });
      // The button goes with its file; the focus stays in the list.
      list.current?.focus();
    } catch (thrown) {
      setFailure(asCallFailure(thrown));
    }
  }, []);
  return (
    <Section heading={t('mail:files.heading', { count: files.length })}>
      <p className={styles.quiet}>{t('mail:files.sorted')}</p>
      {failure && <FailureBar failure={failure} />}
      <ul ref={list} className={`${styles.lines} ${styles.place}`} tabIndex={-1}>
        {inOrder.slice(0, limit).map((file) => (
          <li key={file.id}>
            <FileCard file={file} isDownload={isDownload} onRemove={remove} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className={styles.actions}>
          <Button onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
            {t('mail:files.showMore', { count: Math.min(hidden, SHOWN_AT_ONCE) })}
          </Button>
        </div>
      )}
    </Section>
  );
}
