import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ContactCard } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { ContactFields, EMPTY_CARD } from './ContactFields.tsx';
import styles from './IncidentPage.module.css';

/** How to reach the person: asked once, in the open; from then on folded away, to be changed at any time. */
export function ContactSection() {
  const t = useWords();
  const { state, again } = useAnswer(mainProcess.incident.contact);
  if (state.kind === 'failed') return <FailureBar failure={state.failure} />;
  if (state.kind === 'waiting') return null;
  if (state.value === null)
    return (
      <Section heading={t('incident:contact.ask')}>
        <ContactForm before={EMPTY_CARD} onSkipped={again} />
      </Section>
    );
  return (
    <Disclosure heading={t('incident:contact.heading')}>
      <ContactForm before={state.value} />
    </Disclosure>
  );
}

interface Props {
  readonly before: ContactCard;
  /** The person would rather not: an empty card stands for that, so that nobody asks again. */
  readonly onSkipped?: () => void;
}

function ContactForm({ before, onSkipped }: Props) {
  const t = useWords();
  const [card, setCard] = useState(before);
  const { ask, failure, isRunning, isDone, reset } = useAsking();

  async function skip(): Promise<void> {
    if (await ask(() => mainProcess.incident.setContact(EMPTY_CARD))) onSkipped?.();
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask(() => mainProcess.incident.setContact(card));
      }}
    >
      <p className={styles.quiet}>{t('incident-page:contact.hint')}</p>
      <ContactFields
        card={card}
        onChange={(changed) => {
          setCard(changed);
          reset();
        }}
      />
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        <Button type="submit" disabled={isRunning}>
          {t(isRunning ? 'incident-page:contact.saving' : 'incident-page:contact.save')}
        </Button>
        {onSkipped && (
          <Button appearance="subtle" disabled={isRunning} onClick={() => void skip()}>
            {t('incident-page:contact.skip')}
          </Button>
        )}
        <span role="status">{isDone && t('incident-page:contact.saved')}</span>
      </div>
    </form>
  );
}
