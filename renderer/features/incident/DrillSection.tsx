import { Button } from '@fluentui/react-components';
import { dayOf } from '../../../electron/contract/iso-time.ts';
import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import styles from './IncidentPage.module.css';
import { useTelling } from './use-telling.ts';

/** The same screens with nothing cut, and whether the shortcut can be relied on. */
export function DrillSection({ isEvidenceOpen }: { readonly isEvidenceOpen: boolean }) {
  const t = useWords();
  const figures = useFigures();
  const { timeZone } = useTelling(0);
  const { state } = useAnswer(mainProcess.incident.readiness);
  const { ask, failure, isRunning } = useAsking();
  return (
    <Section heading={t('incident-page:drill.heading')}>
      <p>{t('incident:drill.explain')}</p>
      {state.kind === 'failed' && <FailureBar failure={state.failure} />}
      {state.kind === 'value' && (
        <>
          {state.value.drillDue && (
            <p>
              <strong>{t('incident:drill.reminder')}</strong>
            </p>
          )}
          <p className={styles.quiet}>
            {state.value.lastDrillAtMs === null
              ? t('incident-page:drill.never')
              : t('incident-page:drill.last', { day: figures.day(dayOf(state.value.lastDrillAtMs, timeZone)) })}
          </p>
          <p className={styles.quiet}>
            {state.value.shortcut.kind === 'none'
              ? t('incident-page:shortcut.none')
              : t(`incident-page:shortcut.${state.value.shortcut.kind}`, { keys: state.value.shortcut.accelerator })}
          </p>
        </>
      )}
      {isEvidenceOpen && <p>{t('incident-page:drill.evidenceFirst')}</p>}
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        <Button
          disabled={isRunning || isEvidenceOpen}
          onClick={() => void ask(() => mainProcess.incident.press({ want: 'cut', drill: true }))}
        >
          {t('incident-page:drill.start')}
        </Button>
      </div>
    </Section>
  );
}
