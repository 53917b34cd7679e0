import type { MessageReport } from '../../../../electron/contract/message.ts';
import { useWords } from '../../../language.ts';
import own from './MessageView.module.css';

const HEADERS = ['from', 'replyTo', 'returnPath', 'subject', 'date'] as const;

/** Who it says it is from, beside where it came from; the mail server's word only where the agency trusts that server. */
export function Claims({ report }: { readonly report: MessageReport }) {
  const t = useWords();
  const { authentication } = report;
  return (
    <dl className={own.fields}>
      {HEADERS.map((header) => (
        <div key={header} className={own.field}>
          <dt className={own.fieldName}>{t(`mail:message.${header}`)}</dt>
          <dd className={own.stranger}>{report[header] || t('mail:message.absent')}</dd>
        </div>
      ))}
      <div className={own.field}>
        <dt className={own.fieldName}>{t('mail:message.authentication')}</dt>
        <dd>
          {authentication
            ? t('mail:message.authenticationLine', {
                server: authentication.server,
                spf: authentication.spf || t('mail:message.absent'),
                dkim: authentication.dkim || t('mail:message.absent'),
                dmarc: authentication.dmarc || t('mail:message.absent'),
              })
            : t('mail:message.authenticationUnknown')}
        </dd>
      </div>
    </dl>
  );
}
