import { Field, Textarea } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RecipientsReport } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { settingsSource } from '../../../main-sources.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useAsking } from '../../../use-asking.ts';
import { useMainValue } from '../../../use-main-state.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import styles from '../MailPage.module.css';

/** Long enough not to judge half an address. */
const TYPING_PAUSE_MS = 400;

/** Who will receive it, as pasted: how many, who is outside, and what looks like our own but is not. */
export function RecipientsCard({ report }: { readonly report: RecipientsReport | null }) {
  const t = useWords();
  const { text, change, send, failure } = useRecipients();
  return (
    <Section heading={t('mail:recipients.heading')}>
      <Field label={t('mail:recipients.label')} hint={t('mail:recipients.hint')}>
        <Textarea
          value={text}
          maxLength={200_000}
          resize="vertical"
          rows={3}
          spellCheck={false}
          onChange={(_event, { value }) => change(value)}
          onBlur={send}
        />
      </Field>
      {failure && <FailureBar failure={failure} />}
      <div role="status">{report && <strong>{t('mail:recipients.count', { count: report.count })}</strong>}</div>
      {report && <Report report={report} />}
    </Section>
  );
}

/** Main keeps the text, so that it stands here again after another part was shown; nothing typed is lost by leaving. */
function useRecipients() {
  // null: main has not told yet, and nothing was typed.
  const [text, setText] = useState<string | null>(null);
  const unsent = useRef<string | null>(null);
  const timer = useRef(0);
  const { ask, failure } = useAsking();

  function send(): void {
    window.clearTimeout(timer.current);
    const typed = unsent.current;
    unsent.current = null;
    if (typed !== null) void ask(() => mainProcess.mail.setRecipients({ text: typed }));
  }
  function change(next: string): void {
    setText(next);
    unsent.current = next;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(send, TYPING_PAUSE_MS);
  }
  const onLeave = useEffectEvent(send);
  const onOpen = useEffectEvent(() =>
    ask(async () => {
      const told = await mainProcess.mail.recipients();
      setText((typed) => typed ?? told.text);
    }),
  );
  useEffect(() => {
    void onOpen();
    return () => onLeave();
  }, []);
  return { text: text ?? '', change, send, failure };
}

function Report({ report }: { readonly report: RecipientsReport }) {
  const t = useWords();
  const mail = useMainValue(settingsSource)?.values.mail;
  return (
    <>
      {report.bulk && (
        <p className={styles.notice}>
          {t('mail:recipients.bulk', { limit: mail?.bulkRecipients ?? '' })} <ClauseLink clause="5.6" />{' '}
          <ClauseLink clause="4.13" />
        </p>
      )}
      <Lines
        heading={t('mail:recipients.lookAlikes')}
        lines={report.lookAlikes.map(({ domain, like, why }) =>
          t('mail:recipients.lookAlikeLine', { domain, like, why: t(`mail:likeness.${why}`) }),
        )}
      />
      <Lines
        heading={t('mail:recipients.outside')}
        lines={(report.outside ?? []).map(({ domain, count }) => t('mail:recipients.outsideLine', { domain, count }))}
      />
      {report.outside === null && <p>{t('mail:recipients.ownUnset')}</p>}
      {report.count > 0 && report.outside?.length === 0 && <p>{t('mail:recipients.noneOutside')}</p>}
      <Lines heading={t('mail:recipients.repeated')} lines={report.repeated} />
      <Lines heading={t('mail:recipients.unreadable')} lines={report.unreadable} />
    </>
  );
}

function Lines({ heading, lines }: { readonly heading: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className={styles.subheading}>{heading}</h3>
      <ul className={styles.bullets}>
        {lines.map((line) => (
          <li key={line} className={styles.fixed}>
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}
