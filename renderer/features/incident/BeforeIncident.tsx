import { Button } from '@fluentui/react-components';
import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { settingsSource } from '../../main-sources.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { useMainValue } from '../../use-main-state.ts';
import { useNow } from '../../use-now.ts';
import { CallBlock } from './CallBlock.tsx';
import { ContactSection } from './ContactSection.tsx';
import { DeskCard } from './DeskCard.tsx';
import { DrillSection } from './DrillSection.tsx';
import { useKeptEvidence } from './EvidencePanel.tsx';
import { HistorySection } from './HistorySection.tsx';
import styles from './IncidentPage.module.css';
import { LastIncident } from './LastIncident.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import { PreviewSection } from './PreviewSection.tsx';
import { ReachHint } from './ReachHint.tsx';
import { useTelling } from './use-telling.ts';

/** Is something wrong? Then press. Everything else waits below, folded away. */
export function BeforeIncident({ last }: { readonly last: IncidentView | null }) {
  const t = useWords();
  const telling = useTelling(useNow(60_000));
  const { ask, failure, isRunning } = useAsking();
  const kept = useKeptEvidence();
  // A drill takes the last incident's place, and with it the way to what is still to be looked at.
  const isUndecided = last !== null && !last.drill && last.released.length === 0;
  const isEvidenceOpen = isUndecided && kept.state.kind === 'value' && kept.state.value !== null;
  const isReportOnly = useMainValue(settingsSource)?.values.incident.cutMode === 'report-only';
  const press = (want: 'cut' | 'report-only') => void ask(() => mainProcess.incident.press({ want, drill: false }));

  return (
    <>
      {last && <LastIncident view={last} telling={telling} kept={kept} />}
      <section className={styles.card}>
        <h1 className={styles.headline}>{t('incident-page:idle.question')}</h1>
        <p className={styles.sentence}>{t('incident-page:idle.answer')}</p>
        <p>{t('incident-page:idle.examples')}</p>
        <div className={styles.actions}>
          <button type="button" className={styles.alarm} disabled={isRunning} onClick={() => press('cut')}>
            {t(isReportOnly ? 'incident:button.reportOnly' : 'incident:button.cut')}
          </button>
          {!isReportOnly && (
            <Button size="large" disabled={isRunning} onClick={() => press('report-only')}>
              {t('incident:button.reportOnly')}
            </Button>
          )}
        </div>
        {failure && <FailureBar failure={failure} />}
        <p className={styles.beside}>
          {t(isReportOnly ? 'incident:button.reportOnlyHint' : 'incident:button.cutHint')}
        </p>
        {!isReportOnly && <ReachHint />}
        <p className={styles.quiet}>{t('ui:alarm.clause', { commission: telling.commission.name })}</p>
        <h2 className={styles.subheading}>{t('incident-page:idle.orCall')}</h2>
        <CallBlock telling={telling} />
      </section>
      <NoticesSection />
      <h2 className={styles.subheading}>{t('incident-page:idle.before')}</h2>
      <ContactSection />
      <DrillSection isEvidenceOpen={isEvidenceOpen} />
      <Disclosure heading={t('incident:button.whatIsSent')}>
        <PreviewSection />
      </Disclosure>
      <Disclosure heading={t('incident-page:card.heading')}>
        <DeskCard telling={telling} />
      </Disclosure>
      <Disclosure heading={t('incident-page:history.heading')}>
        <HistorySection timeZone={telling.timeZone} />
      </Disclosure>
    </>
  );
}
