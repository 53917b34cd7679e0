import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Released } from '../../../electron/contract/incident.ts';
import type { IncidentEvidence } from '../../../electron/contract/incident-calls.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { ConnectionsTable } from './ConnectionsTable.tsx';
import styles from './IncidentPage.module.css';
import { ReleasedList } from './ReleasedList.tsx';
import { Screenshot } from './Screenshot.tsx';
import { useMoment } from './use-moment.ts';

interface PanelProps {
  readonly released: readonly Released[];
  /** Main's answer to what it keeps of the incident. */
  readonly kept: ReturnType<typeof useKeptEvidence>;
}

export const useKeptEvidence = () => useAnswer(mainProcess.incident.evidence);

/** What stays on this PC until the person has looked at it: shown first, ticked one by one, then sent or deleted. */
export function EvidencePanel({ released, kept: { state, again } }: PanelProps) {
  const t = useWords();
  return (
    <Disclosure heading={t('incident:evidence.heading')}>
      <p>{t('incident:evidence.hint')}</p>
      <ReleasedList released={released} />
      {state.kind === 'failed' && <FailureBar failure={state.failure} />}
      {state.kind === 'value' && state.value ? (
        <Decision evidence={state.value} released={released} onGone={again} />
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
  readonly released: readonly Released[];
  readonly onGone: () => void;
}

function Decision({ evidence, released, onGone }: Props) {
  const t = useWords();
  const moment = useMoment();
  const [connections, setConnections] = useState(false);
  const [screenshot, setScreenshot] = useState(false);
  const [words, setWords] = useState('');
  const [isShown, setShown] = useState(false);
  const releasing = useAsking();
  const discarding = useAsking();
  const isEmpty = !connections && !screenshot && words.trim() === '';

  const releasedAt = (part: 'connections' | 'screenshot') => released.find((one) => one[part])?.atMs ?? null;

  async function release(): Promise<void> {
    const ticked = { connections, screenshot: screenshot && isShown, words };
    if (!(await releasing.ask(() => mainProcess.incident.release(ticked)))) return;
    setConnections(false);
    setScreenshot(false);
    setWords('');
  }
  async function discard(): Promise<void> {
    if (await discarding.ask(mainProcess.incident.discardEvidence)) onGone();
  }
  return (
    <div className={styles.form}>
      <p>{t('incident-page:evidence.takenAt', { time: moment(evidence.takenAtMs) })}</p>
      <ConnectionsTable connections={evidence.connections} />
      <Tick
        label={t('incident-page:evidence.tickConnections')}
        gone={releasedAt('connections')}
        checked={connections}
        onChange={setConnections}
      />
      <h3 className={styles.subheading}>{t('incident:evidence.screenshot')}</h3>
      {evidence.screenshot.kind === 'taken' ? (
        <>
          <Screenshot pngBase64={evidence.screenshot.pngBase64} onShown={setShown} />
          <Tick
            label={t('incident-page:evidence.tickScreenshot')}
            gone={releasedAt('screenshot')}
            disabled={!isShown}
            checked={screenshot && isShown}
            onChange={setScreenshot}
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
        <Button disabled={isEmpty || releasing.isRunning} onClick={() => void release()}>
          {t('incident:evidence.release')}
        </Button>
        <Button appearance="subtle" disabled={discarding.isRunning} onClick={() => void discard()}>
          {t(released.length > 0 ? 'incident-page:evidence.discardKept' : 'incident:evidence.discard')}
        </Button>
      </div>
    </div>
  );
}

interface TickProps {
  readonly label: string;
  /** When it was released, Unix ms; null: it is still here only. */
  readonly gone: number | null;
  readonly disabled?: boolean;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** What went once is not offered as if it had not. */
function Tick({ label, gone, disabled = false, checked, onChange }: TickProps) {
  const t = useWords();
  const moment = useMoment();
  if (gone !== null) return <p>{t('incident-page:evidence.alreadyReleased', { time: moment(gone) })}</p>;
  return (
    <Checkbox
      label={label}
      disabled={disabled}
      checked={checked}
      onChange={(_event, data) => onChange(data.checked === true)}
    />
  );
}
