import { Button } from '@fluentui/react-components';
import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import styles from './IncidentPage.module.css';
import { RestoreQuestion } from './RestoreQuestion.tsx';

/** The way back to a network that this app cut, during an incident and after it was closed; `beside` stands in its row. */
export function RestorePart({ view, beside }: { readonly view: IncidentView; readonly beside?: React.ReactNode }) {
  const t = useWords();
  const { ask, failure } = useAsking();
  return (
    <>
      {view.restoreAsked && view.mayRestore && <RestoreQuestion />}
      <div className={styles.actions}>
        {view.mayRestore && !view.restoreAsked && (
          <Button onClick={() => void ask(mainProcess.incident.askRestore)}>{t('incident:action.restore')}</Button>
        )}
        {beside}
      </div>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
