import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { Notice } from '../../../electron/contract/app.ts';
import { formatDay } from '../../../electron/contract/format.ts';
import type { SettingsProblem } from '../../../electron/contract/settings.ts';
import { verdictOf } from '../../../electron/contract/verdict.ts';
import { useLanguage, useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { todaySource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useCommission } from '../../use-commission.ts';
import { useMainValue } from '../../use-main-state.ts';
import styles from './Banners.module.css';
import { bannersOf, problemsBySource, type ShownNotice } from './banners-of.ts';

interface Props {
  readonly notices: readonly Notice[];
  readonly problems: readonly SettingsProblem[];
}

/** What has to be said above any page, each in words and with what to do. */
export default function Banners({ notices, problems }: Props) {
  const [failure, setFailure] = useState<CallFailure | null>(null);

  async function dismiss(ids: readonly string[]): Promise<void> {
    setFailure(null);
    try {
      for (const id of ids) await mainProcess.app.dismissNotice({ id });
    } catch (thrown) {
      setFailure(asCallFailure(thrown));
    }
  }

  return (
    <FluentRoot className={styles.banners}>
      {failure && <FailureBar failure={failure} />}
      {problemsBySource(problems).map((group) => (
        <ProblemBanner key={`${group.source} ${group.where}`} {...group} />
      ))}
      {bannersOf(notices).map((shown) => (
        <NoticeBanner key={shown.notice.id} shown={shown} onDismiss={() => void dismiss(shown.ids)} />
      ))}
    </FluentRoot>
  );
}

function ProblemBanner({ source, where, problems }: ReturnType<typeof problemsBySource>[number]) {
  const t = useWords();
  return (
    <MessageBar intent="warning" layout="multiline" role="region" aria-label={t('ui:problem.heading')}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{t('ui:problem.heading')}</MessageBarTitle>
        {t(`ui:problem.${source}`, { where })}
        <ul className={styles.problems}>
          {problems.map(({ field, reason, found, suggestion }) => (
            <li key={`${field} ${reason}`}>
              {t('ui:problem.line', {
                field: field || t('ui:problem.whole'),
                reason: t(`ui:problem.reason.${reason}`),
              })}{' '}
              {found && t('ui:problem.found', { found })} {suggestion && t('ui:problem.suggestion', { suggestion })}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

function NoticeBanner({ shown, onDismiss }: { readonly shown: ShownNotice; readonly onDismiss: () => void }) {
  const t = useWords();
  const { notice, intent } = shown;
  const title = useNoticeTitle(notice);
  // Past the cap the page's own card says the rest, and must stay in sight.
  const saysAll = notice.kind === 'threshold' && notice.percent >= 100;
  return (
    <MessageBar intent={intent} layout={saysAll ? 'singleline' : 'multiline'} role="region" aria-label={title}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle>
        {!saysAll && <NoticeBody notice={notice} />}
        {notice.kind.startsWith('acknowledgement-') && (
          <>
            {' '}
            <a href="#/acknowledgement">{t('ui:notice.toAcknowledgement')}</a>
          </>
        )}
        {notice.kind === 'drill-due' && (
          <>
            {' '}
            <a href="#/incident">{t('ui:notice.toDrill')}</a>
          </>
        )}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={onDismiss}>
          {t('ui:notice.dismiss')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function useNoticeTitle(notice: Notice): string {
  const t = useWords();
  const today = useMainValue(todaySource);
  if (notice.kind === 'threshold') {
    if (notice.percent < 100) return t('ui:notice.threshold.title', { percent: notice.percent });
    const isDoubtful = today !== null && verdictOf(today, 'en').key === 'overUnlessDoubtful';
    return t(isDoubtful ? 'ui:notice.threshold.titleFullDoubtful' : 'ui:notice.threshold.titleFull');
  }
  return t(`ui:notice.${notice.kind}.title`);
}

function NoticeBody({ notice }: { readonly notice: Notice }) {
  const t = useWords();
  const { name, phone } = useCommission();
  const commissionName = phone ? `${name} ${phone}` : name;
  switch (notice.kind) {
    case 'threshold':
      return t('ui:notice.threshold.body');
    case 'acknowledgement-due':
      return <DueBody dueOn={notice.dueOn} daysLeft={notice.daysLeft} />;
    case 'ledger-recovered':
      return t('ui:notice.ledger-recovered.body', { linesLost: notice.linesLost, setAside: notice.setAside });
    case 'notes-recovered':
      return t('ui:notice.notes-recovered.body', { setAside: notice.setAside });
    case 'incident-record-damaged':
      return t('ui:notice.incident-record-damaged.body', {
        commission: commissionName,
        setAside: notice.setAside,
        restoreCommand: notice.restoreCommand,
      });
    case 'incident-record-unreadable':
      return (
        <>
          {t('ui:notice.incident-record-unreadable.body', {
            commission: commissionName,
            restoreCommand: notice.restoreCommand,
          })}
          <details>
            <summary>{t('ui:details')}</summary>
            <code className={styles.detail}>{notice.detail}</code>
          </details>
        </>
      );
    case 'nothing-to-restore':
      return t('ui:notice.nothing-to-restore.body', { commission: commissionName });
    case 'cannot-save':
    case 'notes-unreadable':
      return (
        <>
          {t(`ui:notice.${notice.kind}.body`)}
          <details>
            <summary>{t('ui:details')}</summary>
            <code className={styles.detail}>{notice.detail}</code>
          </details>
        </>
      );
    default:
      return t(`ui:notice.${notice.kind}.body`);
  }
}

function DueBody({ dueOn, daysLeft }: { readonly dueOn: string; readonly daysLeft: number }) {
  const t = useWords();
  const values = { day: formatDay(dueOn, useLanguage()), days: Math.abs(daysLeft) };
  if (daysLeft > 0) return t('ui:notice.acknowledgement-due.body', values);
  return daysLeft === 0
    ? t('ui:notice.acknowledgement-due.bodyToday', values)
    : t('ui:notice.acknowledgement-due.bodyOverdue', values);
}
