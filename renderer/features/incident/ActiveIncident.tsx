import { useEffect } from 'react';
import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { deliverySource, settingsSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useMainState, useMainValue } from '../../use-main-state.ts';
import { useNow } from '../../use-now.ts';
import { AdapterList } from './AdapterList.tsx';
import { AfterPress } from './AfterPress.tsx';
import { HowCutWasTried } from './HowCutWasTried.tsx';
import { HowRestoreWasTried } from './HowRestoreWasTried.tsx';
import styles from './IncidentPage.module.css';
import { NoticesSection } from './NoticesSection.tsx';
import { OthersSignedIn } from './OthersSignedIn.tsx';
import { PhoneRouteCard } from './PhoneRouteCard.tsx';
import { PlaceList } from './PlaceList.tsx';
import { StandingNow } from './StandingNow.tsx';
import { useDocumentsOf } from './use-documents-of.ts';

function joinsWords({ drill, joinsUntilMs }: IncidentView, nowMs: number) {
  if (drill) return 'incident-page:joinsDrill';
  return joinsUntilMs === null || nowMs < joinsUntilMs ? 'incident-page:joins' : 'incident-page:joinsNot';
}

/** One incident from the click on: what is true, the code, whom to call; then what the person can add. */
export function ActiveIncident({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const documents = useDocumentsOf(view.firstId);
  const outbox = useMainState(deliverySource);
  const route = useAnswer(mainProcess.incident.phoneRoute);
  const nowMs = useNow(60_000);
  const power = useMainValue(settingsSource)?.values.incident.powerAdvice ?? 'keep-on';
  // The picture holds the code, whether the PC is cut off and by whom; all are main's to say.
  useEffect(() => route.again(), [view.code, view.cutAskedAtMs, view.offBefore, view.restoredAtMs, route.again]);

  const first = documents.kind === 'value' ? documents.value.find(({ id }) => id === view.firstId) : undefined;
  return (
    <>
      {view.drill && (
        <p className={styles.drill} role="note">
          <strong className={styles.drillMark}>{t('incident:drill.mark')}</strong> {t('incident:drill.explain')}
        </p>
      )}
      <StandingNow view={view} report={first ?? null} />
      <HowCutWasTried view={view} />
      <HowRestoreWasTried view={view} />
      {view.phase === 'cut-confirmed' && (
        <>
          <OthersSignedIn count={view.othersSignedIn} />
          <p className={styles.advice}>{t(`incident:power.${power}`)}</p>
        </>
      )}
      <NoticesSection />
      <AfterPress view={view} />
      <Section heading={t('incident-page:places.heading')}>
        {documents.kind === 'failed' && (
          <>
            <p>{t(view.drill ? 'incident-page:places.unreadDrill' : 'incident-page:places.unread')}</p>
            <FailureBar failure={documents.failure} />
          </>
        )}
        {documents.kind === 'value' && <PlaceList item={first ?? null} />}
        {outbox.kind === 'value' &&
          outbox.value.problems.map((problem) => (
            <p key={JSON.stringify(problem)} role="alert">
              {t(`delivery:problem.${problem.kind}`, { ...problem })}
            </p>
          ))}
        <p>
          <a href="#/delivery">{t('incident-page:places.all')}</a>
        </p>
      </Section>
      {route.state.kind === 'value' && route.state.value && (
        <Section heading={t('incident:phone.heading')}>
          <PhoneRouteCard route={route.state.value} />
        </Section>
      )}
      {route.state.kind === 'failed' && <FailureBar failure={route.state.failure} />}
      {!view.drill && (
        <Section heading={t('incident-page:adapters.heading')}>
          <AdapterList adapters={view.adapters} />
        </Section>
      )}
      <p className={styles.quiet}>{t(joinsWords(view, nowMs))}</p>
    </>
  );
}
