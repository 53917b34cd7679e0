import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { MessageAnswer } from '../../../../electron/contract/message.ts';
import { useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { useAsking } from '../../../use-asking.ts';
import { DropArea } from '../DropArea.tsx';
import styles from '../MailPage.module.css';
import { MessageView } from './MessageView.tsx';

/** Is this message genuine (clause 7(6))? Looked at on this PC; nothing in it is ever opened. */
export function MessagePart() {
  const t = useWords();
  const [found, setFound] = useState<MessageAnswer | null>(null);
  const [ignored, setIgnored] = useState(false);
  const { ask, failure, isRunning } = useAsking();
  const report = found?.kind === 'report' ? found.report : null;
  const place = useRef<HTMLDivElement>(null);
  const was = useRef(report);
  useEffect(() => {
    if (was.current === report) return;
    was.current = report;
    // Whoever listens goes on with what now stands here, and not with the button that has moved away.
    place.current?.querySelector('h2')?.focus();
  }, [report]);

  async function inspect(run: () => Promise<MessageAnswer | null>): Promise<void> {
    const answered = await run();
    if (answered) setFound(answered);
  }
  function drop(files: readonly File[]): void {
    setIgnored(files.length > 1);
    void ask(() => inspect(() => mainProcess.mail.inspect(files.slice(0, 1))));
  }
  function choose(): void {
    setIgnored(false);
    void ask(() => inspect(mainProcess.mail.chooseMessage));
  }
  return (
    <div ref={place} className={styles.page}>
      {report ? (
        <div className={styles.actions}>
          <Button disabled={isRunning} onClick={() => setFound(null)}>
            {t('mail:message.another')}
          </Button>
          {ignored && <span>{t('mail:message.one')}</span>}
        </div>
      ) : (
        <section className={styles.card} aria-labelledby="doubt">
          <h2 id="doubt" className={styles.headline} tabIndex={-1}>
            {t('mail:message.heading')}
          </h2>
          <p>{t('mail:message.intro')}</p>
          <DropArea
            words={{
              drop: t('mail:message.drop'),
              button: t('mail:message.button'),
              release: t('mail:message.release'),
            }}
            isBusy={isRunning}
            isPrimary
            onFiles={drop}
            onChoose={choose}
          />
          <p className={styles.quiet} role="status">
            {t(isRunning ? 'mail:message.checking' : 'mail:message.promise')}
          </p>
        </section>
      )}
      {found?.kind === 'not-inspected' && !isRunning && (
        <p className={styles.notice} role="alert">
          {t(`mail:message.notInspected.${found.why}`)}
        </p>
      )}
      {failure && <FailureBar failure={failure} />}
      {report && <MessageView key={report.id} report={report} />}
    </div>
  );
}
