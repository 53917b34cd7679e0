import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Section } from '../../ui/Section.tsx';
import { useAnswer } from '../../use-answer.ts';
import styles from './IncidentPage.module.css';
import { WaysTried } from './WaysTried.tsx';

/** Why the network is not all back, and the command by which IT staff bring it back without this app. */
export function HowRestoreWasTried({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const { state } = useAnswer(mainProcess.incident.readiness);
  if (view.phase !== 'restore-incomplete') return null;
  return (
    <Section heading={t('incident:triedRestore.heading')}>
      <WaysTried tried={view.restoreTried ?? { ways: [], unmanaged: null }} room="triedRestore" />
      {state.kind === 'value' && (
        <p>
          {t('incident:triedRestore.command')} <code className={styles.command}>{state.value.restoreCommand}</code>
        </p>
      )}
    </Section>
  );
}
