import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAsking } from '../../use-asking.ts';
import styles from './IncidentPage.module.css';

/** A false alarm is a good ending: said in one sentence, thanked for. */
export function FalseAlarm({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { ask, failure, isRunning } = useAsking();
  if (view.falseAlarm)
    return (
      <p className={styles.thanks} role="status">
        {t('incident:falseAlarm.thanks')}
      </p>
    );
  if (!isOpen)
    return (
      <div className={styles.actions}>
        <Button onClick={() => setOpen(true)}>{t('incident:action.falseAlarm')}</Button>
      </div>
    );
  return (
    <Section heading={t('incident:action.falseAlarm')}>
      <p>{t('incident:falseAlarm.question')}</p>
      <Field label={t('incident-page:falseAlarm.words')}>
        <Input value={words} maxLength={500} onChange={(_event, { value }) => setWords(value)} />
      </Field>
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        <Button disabled={isRunning} onClick={() => void ask(() => mainProcess.incident.callFalseAlarm({ words }))}>
          {t('incident-page:falseAlarm.confirm')}
        </Button>
        <Button appearance="subtle" onClick={() => setOpen(false)}>
          {t('incident-page:falseAlarm.cancel')}
        </Button>
      </div>
    </Section>
  );
}
