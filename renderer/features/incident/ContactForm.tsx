import { Button, Field, Input } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ContactCard } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import styles from './IncidentPage.module.css';

const MAX_CHARACTERS = { unit: 80, floor: 40, extension: 40, callBackNumber: 40 } as const satisfies Record<
  keyof ContactCard,
  number
>;
const PARTS = Object.keys(MAX_CHARACTERS) as (keyof ContactCard)[];
const EMPTY: ContactCard = { unit: '', floor: '', extension: '', callBackNumber: '' };

/** How to reach the person: asked once, kept on this PC, every part optional. */
export function ContactForm() {
  const t = useWords();
  const { state } = useAnswer(mainProcess.incident.contact);
  const [card, setCard] = useState<ContactCard | null>(null);
  const { ask, failure, isRunning, isDone, reset } = useAsking();
  useEffect(() => {
    if (state.kind === 'value') setCard(state.value ?? EMPTY);
  }, [state]);
  if (state.kind === 'failed') return <FailureBar failure={state.failure} />;
  if (!card) return <p role="status">{t('ui:loading')}</p>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask(() => mainProcess.incident.setContact(card));
      }}
    >
      <p className={styles.quiet}>{t('incident-page:contact.hint')}</p>
      {PARTS.map((part) => (
        <Field key={part} label={t(`incident:contact.${part}`)}>
          <Input
            value={card[part]}
            maxLength={MAX_CHARACTERS[part]}
            onChange={(_event, { value }) => {
              setCard({ ...card, [part]: value });
              reset();
            }}
          />
        </Field>
      ))}
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        <Button type="submit" disabled={isRunning}>
          {t(isRunning ? 'incident-page:contact.saving' : 'incident-page:contact.save')}
        </Button>
        <span role="status">{isDone && t('incident-page:contact.saved')}</span>
      </div>
    </form>
  );
}
