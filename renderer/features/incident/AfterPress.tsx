import { Button } from '@fluentui/react-components';
import type { IncidentPhase, IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAsking } from '../../use-asking.ts';
import { DetailsForm } from './DetailsForm.tsx';
import { EvidencePanel, useKeptEvidence } from './EvidencePanel.tsx';
import { FalseAlarm } from './FalseAlarm.tsx';
import { RestorePart } from './RestorePart.tsx';

/** While the network is being dealt with nothing else may ask for attention. */
const TOO_EARLY: readonly IncidentPhase[] = ['saving', 'sending', 'countdown', 'cutting', 'verifying', 'restoring'];
const CLOSED_ELSEWHERE: readonly IncidentPhase[] = ['drill-done', 'restored'];

/** What the person can add once the network is dealt with, and the ways to end it. */
export function AfterPress({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const closing = useAsking();
  const kept = useKeptEvidence();
  const isCut = view.cutAskedAtMs !== null && view.restoredAtMs === null;
  // Then it is the next thing, and stands before all that can wait.
  const isRestoring = view.phase === 'restore-incomplete';
  const restorePart = (
    <RestorePart
      view={view}
      beside={
        view.mayClose &&
        !CLOSED_ELSEWHERE.includes(view.phase) && (
          <Button onClick={() => void closing.ask(mainProcess.incident.close)}>{t('incident:action.close')}</Button>
        )
      }
    />
  );
  return (
    <>
      {isRestoring && restorePart}
      {!TOO_EARLY.includes(view.phase) && (
        <>
          {view.detailsGiven ? (
            <>
              <p role="status">{t(isCut ? 'incident:details.sentCut' : 'incident:details.sent')}</p>
              <Disclosure heading={t('incident-page:details.more')}>
                <DetailsForm isCut={isCut} />
              </Disclosure>
            </>
          ) : (
            <Section heading={t('incident:details.heading')} hint={t('incident-page:details.hint')}>
              <DetailsForm isCut={isCut} />
            </Section>
          )}
          <EvidencePanel released={view.released} kept={kept} />
          {!view.drill && <FalseAlarm view={view} />}
        </>
      )}
      {!isRestoring && restorePart}
      {closing.failure && <FailureBar failure={closing.failure} />}
    </>
  );
}
