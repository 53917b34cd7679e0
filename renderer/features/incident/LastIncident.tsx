import type { IncidentView } from '../../../electron/contract/incident.ts';
import { type Telling, whatIsTrue } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';
import { saidWords } from './said-words.ts';
import { Unbroken } from './Unbroken.tsx';
import { useDocumentsOf } from './use-documents-of.ts';

/** The incident that was closed last: a report may be undelivered still, and a handler's thanks may come days later. */
export function LastIncident({ view, telling }: { readonly view: IncidentView; readonly telling: Telling }) {
  const t = useWords();
  const documents = useDocumentsOf(view.firstId);
  if (documents.kind !== 'value') return <p role="status">{t('incident:state.closed', { code: view.code })}</p>;
  const first = documents.value.find(({ id }) => id === view.firstId) ?? null;
  const [closed, ...further] = whatIsTrue(view, first, telling);
  // What the outbox no longer keeps had arrived, or was deleted by the person: nothing is known of it any more.
  const isKept = first !== null || view.unsaved > 0;
  return (
    <div role="status" data-testid="last">
      {[closed, ...(isKept ? further : [])].map(
        (said) =>
          said && (
            <p key={said.key} className={styles.sentence}>
              <Unbroken words={saidWords(t, said)} />
            </p>
          ),
      )}
    </div>
  );
}
