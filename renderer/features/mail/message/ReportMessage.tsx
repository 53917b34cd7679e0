import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { settingsSource } from '../../../main-sources.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { useAsking } from '../../../use-asking.ts';
import { useCommission } from '../../../use-commission.ts';
import { useMainValue } from '../../../use-main-state.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import styles from '../MailPage.module.css';
import { useFocusOnChange } from '../use-focus-on-change.ts';
import own from './ReportMessage.module.css';

interface Props {
  readonly id: string;
  readonly isPrimary: boolean;
}

/** The message as an incident report: first that it carries other people's data, then whether to cut as well. */
export function ReportMessage({ id, isPrimary }: Props) {
  const t = useWords();
  const [isAsked, setAsked] = useState(false);
  const place = useFocusOnChange<HTMLDivElement>(isAsked);
  return (
    <div ref={place} className={styles.place} tabIndex={-1}>
      {isAsked ? (
        <Question id={id} onBack={() => setAsked(false)} />
      ) : (
        <Button appearance={isPrimary ? 'primary' : 'secondary'} onClick={() => setAsked(true)}>
          {t('mail:report.button')}
        </Button>
      )}
    </div>
  );
}

function Question({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const t = useWords();
  const commission = useCommission().name;
  const mayCut = useMainValue(settingsSource)?.values.incident.cutMode !== 'report-only';
  const [wasLeftOut, setLeftOut] = useState(false);
  const { ask, failure, isRunning } = useAsking();

  async function report(cut: boolean): Promise<void> {
    const { attached } = await mainProcess.mail.reportMessage({ id, cut });
    if (attached) window.location.hash = '#/incident';
    else setLeftOut(true);
  }
  if (wasLeftOut)
    return (
      <p className={styles.notice} role="alert">
        {t('mail:report.notAttached', { commission })} <a href="#/incident">{t('mail:report.see')}</a>
      </p>
    );
  return (
    <section className={own.question} aria-labelledby="report-question">
      <h3 id="report-question" className={styles.subheading}>
        {t('mail:report.heading')}
      </h3>
      <p>{t('mail:report.thirdParties')}</p>
      <p>
        {t('mail:report.clause', { commission })} <ClauseLink clause="7.7" />
      </p>
      {mayCut && <p>{t('mail:report.when')}</p>}
      <div className={styles.actions}>
        <Button disabled={isRunning} onClick={() => void ask(() => report(false))}>
          {t('mail:report.only')}
        </Button>
        {mayCut && (
          <button type="button" className={own.alarm} disabled={isRunning} onClick={() => void ask(() => report(true))}>
            {t('mail:report.cut')}
          </button>
        )}
        <Button appearance="subtle" disabled={isRunning} onClick={onBack}>
          {t('mail:report.back')}
        </Button>
      </div>
      {failure && <FailureBar failure={failure} />}
    </section>
  );
}
