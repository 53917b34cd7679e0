import type { ReactNode } from 'react';
import type { ReportPreview } from '../../../electron/contract/incident-calls.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import styles from './IncidentPage.module.css';

/** What the button would send, with this PC's own values as they are now. */
export function PreviewSection() {
  const t = useWords();
  const { state } = useAnswer(mainProcess.incident.preview);
  return (
    <>
      <p>{t('incident-page:preview.intro')}</p>
      {state.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {state.kind === 'failed' && <FailureBar failure={state.failure} />}
      {state.kind === 'value' && <Fields report={state.value} />}
      <p>{t('incident-page:preview.stays')}</p>
      <p>{t('incident-page:preview.never')}</p>
    </>
  );
}

type Known<T> = { readonly kind: 'known'; readonly value: T } | { readonly kind: 'unknown'; readonly why: string };

function Fields({ report }: { readonly report: ReportPreview }) {
  const t = useWords();
  const { contact, surroundings } = report;
  const said = <T,>(known: Known<T>, words: (value: T) => string) =>
    known.kind === 'known'
      ? words(known.value) || t('incident-page:preview.empty')
      : t('incident-page:preview.unknown', { why: known.why });
  const remote = report.remoteSession === null ? 'remoteUnknown' : report.remoteSession ? 'remoteYes' : 'remoteNo';
  return (
    <dl className={styles.fields}>
      <Row name={t('incident-page:preview.fields.codeAndTime')}>
        {t('incident-page:preview.fields.codeAndTimeValue')}
      </Row>
      <Row name={t('incident-page:preview.fields.account')}>{report.accountName}</Row>
      <Row name={t('incident-page:preview.fields.machine')}>{report.machineName}</Row>
      <Row name={t('incident-page:preview.fields.system')}>{report.osName}</Row>
      <Row name={t('incident-page:preview.fields.app')}>{report.appVersion}</Row>
      <Row name={t('incident-page:preview.fields.remote')}>{t(`incident-page:preview.${remote}`)}</Row>
      <Row name={t('incident-page:preview.fields.contact')}>
        {contact
          ? Object.values(contact).filter(Boolean).join(' / ') || t('incident-page:preview.empty')
          : t('incident-page:preview.noContact')}
      </Row>
      <Row name={t('incident-page:preview.fields.adapters')}>
        {said(surroundings.adapters, (adapters) =>
          adapters.map(({ name, addresses }) => [name, ...addresses].join(' ')).join(' / '),
        )}
      </Row>
      <Row name={t('incident-page:preview.fields.gateways')}>{said(surroundings.gateways, joined)}</Row>
      <Row name={t('incident-page:preview.fields.dns')}>{said(surroundings.dnsServers, joined)}</Row>
      <Row name={t('incident-page:preview.fields.clock')}>
        {report.clockOffsetMs === null
          ? t('incident-page:preview.clockUnknown')
          : t('incident-page:preview.clockValue', { seconds: report.clockOffsetMs / 1000 })}
      </Row>
    </dl>
  );
}

const joined = (values: readonly string[]) => values.join(' / ');

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt className={styles.fieldName}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
