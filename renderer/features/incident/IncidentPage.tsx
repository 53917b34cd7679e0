import { Button } from '@fluentui/react-components';
import { whomToCall } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { incidentSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useMainState } from '../../use-main-state.ts';
import { useNow } from '../../use-now.ts';
import { ActiveIncident } from './ActiveIncident.tsx';
import { BeforeIncident } from './BeforeIncident.tsx';
import { CallBlock } from './CallBlock.tsx';
import styles from './IncidentPage.module.css';
import { useTelling } from './use-telling.ts';

/** Before an incident: shall I press? In one: what is true now, and what do I do next? */
export default function IncidentPage() {
  const t = useWords();
  const state = useMainState(incidentSource);
  return (
    <FluentRoot className={styles.page}>
      {state.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {state.kind === 'failed' && (
        <>
          <h1 className={styles.title}>{t('incident-page:failed')}</h1>
          <CallAnyway />
          <FailureBar
            failure={state.failure}
            action={<Button onClick={() => void incidentSource.load()}>{t('ui:retry')}</Button>}
          />
        </>
      )}
      {state.kind === 'value' &&
        (state.value && state.value.phase !== 'closed' ? (
          <ActiveIncident key={state.value.firstId} view={state.value} />
        ) : (
          <BeforeIncident last={state.value} />
        ))}
    </FluentRoot>
  );
}

/** Nothing is known of the incident, and yet somebody can be called. */
function CallAnyway() {
  const t = useWords();
  const telling = useTelling(useNow(60_000));
  const { name, phone } = whomToCall(telling);
  return (
    <section className={styles.card} aria-label={t('incident-page:call.heading')}>
      <p className={styles.sentence}>{t('incident-page:failedBody', { phone: phone ? `${name} ${phone}` : name })}</p>
      <CallBlock telling={telling} />
    </section>
  );
}
