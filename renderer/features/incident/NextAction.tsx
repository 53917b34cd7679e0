import { Button } from '@fluentui/react-components';
import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import styles from './IncidentPage.module.css';

/** What the person can do about the network in this phase; where calling is the next thing, nothing outshines it. */
export function NextAction({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const { incident } = mainProcess;
  const { ask, failure } = useAsking();
  const act = (run: () => Promise<void>) => () => void ask(run);
  const cutNow = (
    <button type="button" className={styles.alarm} onClick={act(incident.cutNow)}>
      {t('incident:action.cutNow')}
    </button>
  );
  const close = (
    <Button appearance="primary" size="large" onClick={act(incident.close)}>
      {t('incident:action.close')}
    </Button>
  );
  const mayCut = view.mayCut && !view.drill;
  return (
    <>
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        {(view.phase === 'countdown' || view.phase === 'interrupted') && (
          <>
            {mayCut && cutNow}
            <Button size="large" onClick={act(incident.doNotCut)}>
              {t('incident:action.doNotCut')}
            </Button>
          </>
        )}
        {view.phase === 'not-cut' && mayCut && cutNow}
        {view.phase === 'still-up' && mayCut && (
          <Button size="large" onClick={act(incident.cutNow)}>
            {t('incident:action.tryAgain')}
          </Button>
        )}
        {(view.phase === 'drill-done' || view.phase === 'restored') && close}
      </div>
    </>
  );
}
