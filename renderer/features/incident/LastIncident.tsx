import type { IncidentView } from '../../../electron/contract/incident.ts';
import { type Telling, whatIsTrue } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { EvidencePanel, type useKeptEvidence } from './EvidencePanel.tsx';
import styles from './IncidentPage.module.css';
import { RestorePart } from './RestorePart.tsx';
import { saidWords } from './said-words.ts';
import { Unbroken } from './Unbroken.tsx';
import { useDocumentsOf } from './use-documents-of.ts';

interface Props {
  readonly view: IncidentView;
  readonly telling: Telling;
  /** What this PC still keeps of it. */
  readonly kept: ReturnType<typeof useKeptEvidence>;
}

/** The incident that was closed last: still to be undone perhaps, or undelivered; a handler's thanks may come days later. */
export function LastIncident({ view, telling, kept }: Props) {
  const t = useWords();
  const documents = useDocumentsOf(view.firstId);
  const isRead = documents.kind === 'value';
  const first = (isRead && documents.value.find(({ id }) => id === view.firstId)) || null;
  // What the outbox no longer keeps had arrived, or was deleted by the person: nothing is known of it any more.
  const isKept = isRead && (first !== null || view.unsaved > 0);
  const said = whatIsTrue(view, first, telling).filter(({ key }) => isKept || key.startsWith('state.'));
  return (
    <section className={view.mayRestore ? styles.card : undefined} data-testid="last">
      <div role="status">
        {said.map((each) => (
          <p key={each.key} className={styles.sentence}>
            <Unbroken words={saidWords(t, each)} />
          </p>
        ))}
      </div>
      {view.mayRestore && <RestorePart view={view} />}
      {kept.state.kind === 'value' && kept.state.value && <EvidencePanel released={view.released} kept={kept} />}
    </section>
  );
}
