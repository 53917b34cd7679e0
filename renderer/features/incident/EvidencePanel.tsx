import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { IncidentEvidence } from '../../../electron/contract/incident-calls.ts';
import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { ConnectionsTable } from './ConnectionsTable.tsx';
import styles from './IncidentPage.module.css';
import { Screenshot } from './Screenshot.tsx';
import { useTelling } from './use-telling.ts';

/** What stays on this PC until the person has looked at it: shown first, ticked one by one, then sent or deleted. */
export function EvidencePanel() {
  const t = useWords();
  const { state, again } = useAnswer(mainProcess.incident.evidence);
  return (
    <Disclosure heading={t('incident:evidence.heading')}>
      <p>{t('incident:evidence.hint')}</p>
      {state.kind === 'failed' && <FailureBar failure={state.failure} />}
      {state.kind === 'value' && state.value ? (
        <Decision evidence={state.value} onGone={again} />
      ) : (
        <div className={styles.actions}>
          <span>{state.kind === 'value' && t('incident-page:evidence.notReady')}</span>
          <Button onClick={again}>{t('incident-page:evidence.again')}</Button>
        </div>
      )}
    </Disclosure>
  );
}

interface Props {
  readonly evidence: IncidentEvidence;
  readonly onGone: () => void;
}

function Decision({ evidence, onGone }: Props) {
  const t = useWords();
  const figures = useFigures();
  const { timeZone } = useTelling(0);
  const [connections, setConnections] = useState(false);
  const [screenshot, setScreenshot] = useState(false);
  const [words, setWords] = useState('');
  const [isShown, setShown] = useState(false);
  const releasing = useAsking();
  const discarding = useAsking();
  const isEmpty = !connections && !screenshot && words.trim() === '';

  async function discard(): Promise<void> {
    if (await discarding.ask(mainProcess.incident.discardEvidence)) onGone();
  }
  return (
    <div className={styles.form}>
      <p>{t('incident-page:evidence.takenAt', { time: figures.clock(evidence.takenAtMs, timeZone) })}</p>
      <ConnectionsTable connections={evidence.connections} />
      <Checkbox
        label={t('incident-page:evidence.tickConnections')}
        checked={connections}
        onChange={(_event, { checked }) => setConnections(checked === true)}
      />
      <h3 className={styles.subheading}>{t('incident:evidence.screenshot')}</h3>
      {evidence.screenshot.kind === 'taken' ? (
        <>
          <Screenshot pngBase64={evidence.screenshot.pngBase64} onShown={setShown} />
          <Checkbox
            label={t('incident-page:evidence.tickScreenshot')}
            disabled={!isShown}
            checked={screenshot && isShown}
            onChange={(_event, { checked }) => setScreenshot(checked === true)}
          />
        </>
      ) : (
        <p>{t('incident:evidence.unknown', { why: evidence.screenshot.why })}</p>
      )}
      <Field label={t('incident:evidence.words')}>
        <Textarea value={words} maxLength={2000} resize="vertical" onChange={(_event, { value }) => setWords(value)} />
      </Field>
      {releasing.failure && <FailureBar failure={releasing.failure} />}
      {discarding.failure && <FailureBar failure={discarding.failure} />}
      <div className={styles.actions}>
        <Button
          disabled={isEmpty || releasing.isRunning}
          onClick={() =>
            void releasing.ask(() =>
              mainProcess.incident.release({ connections, screenshot: screenshot && isShown, words }),
            )
          }
        >
          {t('incident:evidence.release')}
        </Button>
        <Button appearance="subtle" disabled={discarding.isRunning} onClick={() => void discard()}>
          {t('incident:evidence.discard')}
        </Button>
        <span role="status">{releasing.isDone && t('incident-page:evidence.released')}</span>
      </div>
    </div>
  );
}
