import type { MessageReport } from '../../../../electron/contract/message.ts';
import { useFigures, useWords } from '../../../language.ts';
import { Section } from '../../../ui/Section.tsx';
import { useCommission } from '../../../use-commission.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import styles from '../MailPage.module.css';
import { Claims } from './Claims.tsx';
import { LinkList } from './LinkList.tsx';
import own from './MessageView.module.css';
import { Reasons } from './Reasons.tsx';
import { ReportMessage } from './ReportMessage.tsx';

const TONES = { dangerous: 'red', suspicious: 'amber', 'nothing-found': 'plain' } as const;

/** The verdict, what to do next, and only then all that it rests on. */
export function MessageView({ report }: { readonly report: MessageReport }) {
  const t = useWords();
  const commission = useCommission().name;
  return (
    <div className={own.view}>
      <section className={styles.card} aria-labelledby="verdict">
        <h2
          id="verdict"
          className={styles.headline}
          data-tone={TONES[report.verdict]}
          data-verdict={report.verdict}
          tabIndex={-1}
        >
          {t(`mail:verdict.${report.verdict}`)}
        </h2>
        <p className={styles.quiet}>
          <span className={styles.fixed}>{report.fileName}</span>
        </p>
        <p>{t(`mail:meaning.${report.verdict}`)}</p>
        <h3 className={styles.subheading}>{t('mail:next.heading')}</h3>
        <ul className={styles.bullets}>
          <li>
            {t('mail:next.dontReply')} <ClauseLink clause="7.6" />
          </li>
          <li>{t('mail:next.call')}</li>
          <li>{t('mail:next.report', { commission })}</li>
          <li>{t('mail:next.delete')}</li>
          <li>
            <strong>{t('mail:next.acted')}</strong>
          </li>
        </ul>
        <ReportMessage id={report.id} isPrimary={report.verdict !== 'nothing-found'} />
      </section>
      <Section heading={t('mail:message.reasons')}>
        <Reasons reasons={report.reasons} />
      </Section>
      <Section heading={t('mail:message.claims')}>
        <Claims report={report} />
      </Section>
      <Section heading={t('mail:message.links', { count: report.links.length })}>
        <LinkList links={report.links} />
      </Section>
      <Section heading={t('mail:message.attachments', { count: report.attachments.length })}>
        <Attachments attachments={report.attachments} />
      </Section>
    </div>
  );
}

function Attachments({ attachments }: Pick<MessageReport, 'attachments'>) {
  const t = useWords();
  const figures = useFigures();
  if (attachments.length === 0) return <p>{t('mail:message.noAttachments')}</p>;
  const lines = attachments.map((attachment, place) => ({ attachment, place }));
  return (
    <ul className={styles.bullets}>
      {lines.map(({ attachment: { name, bytes, mediaType }, place }) => (
        <li key={place} className={own.stranger}>
          {t('mail:message.attachmentLine', { name, bytes: figures.bytes(bytes), mediaType })}
        </li>
      ))}
    </ul>
  );
}
