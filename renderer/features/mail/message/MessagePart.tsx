import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { MessageReport } from '../../../../electron/contract/message.ts';
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
  const [report, setReport] = useState<MessageReport | null>(null);
  const [ignored, setIgnored] = useState(false);
  const { ask, failure, isRunning } = useAsking();
  const answer = useRef<HTMLDivElement>(null);

  async function inspect(run: () => Promise<MessageReport | null>): Promise<void> {
    const found = await run();
    if (!found) return;
    setReport(found);
    // Whoever listens goes on with the answer, and not with the button that has moved away.
    window.requestAnimationFrame(() => answer.current?.querySelector('h2')?.focus());
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
    <>
      {report ? (
        <div className={styles.actions}>
          <Button disabled={isRunning} onClick={() => setReport(null)}>
            {t('mail:message.another')}
          </Button>
          {ignored && <span>{t('mail:message.one')}</span>}
        </div>
      ) : (
        <section className={styles.card} aria-labelledby="doubt">
          <h2 id="doubt" className={styles.headline}>
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
      {failure?.code === 'not-available' ? (
        <p className={styles.notice} role="alert">
          {t('mail:message.notMessage')}
        </p>
      ) : (
        failure && <FailureBar failure={failure} />
      )}
      <div ref={answer}>{report && <MessageView key={report.id} report={report} />}</div>
    </>
  );
}
