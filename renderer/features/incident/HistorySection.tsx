import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { IncidentSummary } from '../../../electron/contract/incident-calls.ts';
import { dayOf } from '../../../electron/contract/iso-time.ts';
import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { deliverySource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { useMainState } from '../../use-main-state.ts';
import styles from './IncidentPage.module.css';

/** Every report of this PC, and a PDF of each for the person's own files. */
export function HistorySection({ timeZone }: { readonly timeZone: string }) {
  const t = useWords();
  const { state } = useAnswer(mainProcess.incident.history);
  if (state.kind === 'waiting') return <p role="status">{t('ui:loading')}</p>;
  if (state.kind === 'failed') return <FailureBar failure={state.failure} />;
  if (state.value.length === 0) return <p>{t('incident-page:history.none')}</p>;
  return <HistoryTable reports={state.value} timeZone={timeZone} />;
}

interface Props {
  readonly reports: readonly IncidentSummary[];
  readonly timeZone: string;
}

export function HistoryTable({ reports, timeZone }: Props) {
  const t = useWords();
  const figures = useFigures();
  const { ask, failure } = useAsking();
  const [fileName, setFileName] = useState<string | null>(null);
  const outbox = useMainState(deliverySource);
  useEffect(() => void deliverySource.load(), []);
  const isUnread = outbox.kind === 'value' && outbox.value.problems.some(({ kind }) => kind === 'cannot-read');
  const notKept = t(isUnread ? 'incident-page:history.unread' : 'incident-page:history.notKept');

  async function savePdf(firstId: string): Promise<void> {
    const saved = await mainProcess.incident.savePdf({ firstId });
    setFileName(saved?.fileName ?? null);
  }
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('incident-page:history.when')}</th>
            <th scope="col">{t('incident-page:history.code')}</th>
            <th scope="col">{t('incident-page:history.outcome')}</th>
            <th scope="col">{t('incident-page:history.report')}</th>
            <th scope="col">{t('incident-page:history.record')}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map(({ firstId, code, drill, clickedAtMs, phase, falseAlarm, report }) => (
            <tr key={firstId}>
              <td>
                {figures.day(dayOf(clickedAtMs, timeZone))} {figures.clock(clickedAtMs, timeZone)}
              </td>
              <td>{code}</td>
              <td>
                {t(`incident-page:history.phase.${phase}`)}
                {falseAlarm && <span className={styles.tag}>{t('incident-page:history.falseAlarm')}</span>}
                {drill && <span className={styles.tag}>{t('incident:drill.mark')}</span>}
              </td>
              <td>{report === null ? notKept : t(`delivery:state.${report}`)}</td>
              <td>
                {report !== null && (
                  <Button
                    size="small"
                    aria-label={t('incident-page:history.savePdfOf', { code })}
                    onClick={() => void ask(() => savePdf(firstId))}
                  >
                    {t('incident-page:history.savePdf')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status">{fileName && t('incident-page:history.saved', { fileName })}</p>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
