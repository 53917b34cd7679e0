import { Button } from '@fluentui/react-components';
import type { MailCheckView } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useAsking } from '../../../use-asking.ts';
import { DropArea } from '../DropArea.tsx';
import styles from '../MailPage.module.css';
import { CheckProgress } from './CheckProgress.tsx';

interface Props {
  readonly view: MailCheckView;
  readonly heading: string;
  /** While there are no files. */
  readonly hint: string;
  readonly onCleared: () => void;
}

export function TakeFiles({ view, heading, hint, onCleared }: Props) {
  const t = useWords();
  const taking = useAsking();
  const clearing = useAsking();
  const hasFiles = view.files.length > 0;
  const failure = taking.failure ?? clearing.failure;

  async function clear(): Promise<void> {
    if (await clearing.ask(mainProcess.mail.clear)) onCleared();
  }
  return (
    <Section heading={heading}>
      <DropArea
        words={{
          drop: t('mail:take.drop'),
          button: t(hasFiles ? 'mail:take.more' : 'mail:take.button'),
          release: t('mail:take.release'),
        }}
        // More may be dropped while those before are still being taken.
        isBusy={false}
        isPrimary={!hasFiles}
        onFiles={(files) => void taking.ask(() => mainProcess.mail.take(files))}
        onChoose={() => void taking.ask(mainProcess.mail.choose)}
      />
      <p className={styles.quiet}>
        {t('mail:take.promise')} {hasFiles ? t('mail:take.recheckHint') : hint}
      </p>
      {failure && <FailureBar failure={failure} />}
      <CheckProgress progress={view.progress} files={view.files} />
      <LeftOut leftOut={view.leftOut} />
      <div className={styles.actions}>
        {hasFiles && (
          <Button disabled={view.progress !== null} onClick={() => void taking.ask(mainProcess.mail.recheck)}>
            {t('mail:take.recheck')}
          </Button>
        )}
        {/* Always: answers of the last message must not speak for the next. */}
        <Button disabled={clearing.isRunning} onClick={() => void clear()}>
          {t('mail:take.clear')}
        </Button>
      </div>
    </Section>
  );
}

/** What was not taken is named, so that nobody believes it was checked. */
function LeftOut({ leftOut }: { readonly leftOut: MailCheckView['leftOut'] }) {
  const t = useWords();
  if (leftOut.length === 0) return null;
  return (
    <details className={styles.fixed} open={leftOut.length <= 5}>
      <summary>{t('mail:leftOut.heading', { count: leftOut.length })}</summary>
      <ul className={styles.bullets}>
        {leftOut.map(({ name, why }) => (
          <li key={`${name} ${why}`}>
            {name} <span className={styles.quiet}>{t(`mail:leftOut.${why}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
