import { useState } from 'react';
import type { IncidentView } from '../../../electron/contract/incident.ts';
import { whomToCall } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { incidentSource, settingsSource } from '../../main-sources.ts';
import { useMainState, useMainValue } from '../../use-main-state.ts';
import { useNow } from '../../use-now.ts';
import styles from './AlarmButton.module.css';
import { Unbroken } from './Unbroken.tsx';
import { useTelling } from './use-telling.ts';

/** Long enough to be seen; main's own answer replaces it sooner. */
const PRESSED_SHOWN_MS = 1500;

/** The red button (clause 7(7)), on every page. One click acts, nothing is asked, and a second one joins the first. */
export function AlarmButton() {
  const t = useWords();
  const state = useMainState(incidentSource);
  const isReportOnly = useMainValue(settingsSource)?.values.incident.cutMode === 'report-only';
  const { pressed, failed, press } = usePress();
  const telling = useTelling(useNow(60_000));
  const callee = whomToCall(telling);
  const phone = callee.phone ? `${callee.name} ${callee.phone}` : t('ui:alarm.noPhone');
  const last = state.kind === 'value' ? state.value : null;
  const action = t(isReportOnly ? 'ui:alarm.report' : 'ui:alarm.cut');

  return (
    <div className={styles.alarm}>
      <button
        className={styles.button}
        type="button"
        data-testid="alarm"
        data-pressed={pressed || undefined}
        aria-describedby="alarm-hint"
        onClick={() => press()}
      >
        {pressed ? t('ui:alarm.pressed') : action}
      </button>
      <p id="alarm-hint" className={styles.hint}>
        {t(isReportOnly ? 'ui:alarm.hintReport' : 'ui:alarm.hint')}
        {isReportOnly && ` ${t('ui:alarm.clause', { commission: telling.commission.name })}`}
      </p>
      {failed && (
        <p className={styles.failed} role="alert">
          {t(isReportOnly ? 'ui:alarm.failedReport' : 'ui:alarm.failedCut', { phone })}
        </p>
      )}
      {last && (last.phase !== 'closed' || last.mayRestore) && (
        <a className={styles.open} href="#/incident">
          <Unbroken words={t(standingOf(last), { code: last.code })} />
        </a>
      )}
    </div>
  );
}

function standingOf({ phase, drill }: IncidentView) {
  if (phase === 'closed') return 'ui:alarm.notRestored';
  return drill ? 'ui:alarm.openDrill' : 'ui:alarm.open';
}

/** Says at once that the press was felt; what becomes of it is main's to say. */
function usePress() {
  const [pressed, setPressed] = useState(false);
  const [failed, setFailed] = useState(false);

  async function act(): Promise<void> {
    try {
      await mainProcess.incident.press({ want: 'cut', drill: false });
    } catch {
      setFailed(true);
      setPressed(false);
    }
  }
  function press(): void {
    setPressed(true);
    setFailed(false);
    void act();
    window.location.hash = '#/incident';
    window.setTimeout(() => setPressed(false), PRESSED_SHOWN_MS);
  }
  return { pressed, failed, press };
}
