import { Button, Checkbox, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { type Details, Seen } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { ContactFields, isEmptyCard } from './ContactFields.tsx';
import { type DetailsDraft, detailsOf, EMPTY_DRAFT, QUESTIONS } from './details-draft.ts';
import styles from './IncidentPage.module.css';
import { useTelling } from './use-telling.ts';

const NOT_ANSWERED = 'not-answered';
const ANSWERS = ['yes', 'no', 'not-sure'] as const;

/** What a handler asks at three in the morning. Every question may be left open, and "not answered" is not "no". */
export function DetailsForm({ isCut }: { readonly isCut: boolean }) {
  const t = useWords();
  const { timeZone } = useTelling(0);
  const [draft, setDraft] = useState<DetailsDraft>(EMPTY_DRAFT);
  const { ask, failure, isRunning, isDone } = useAsking();
  const known = useAnswer(mainProcess.incident.contact);
  const isContactMissing = known.state.kind === 'value' && (!known.state.value || isEmptyCard(known.state.value));
  // By its button alone: Enter in a field must not send answers that are half given.
  function send(): void {
    void ask(() => mainProcess.incident.giveDetails(detailsOf(draft, timeZone)));
    // For the next report; this one has it in its answers.
    if (!isEmptyCard(draft.contact)) void mainProcess.incident.setContact(draft.contact).catch(() => {});
  }
  const change = (changed: Partial<DetailsDraft>) => setDraft((before) => ({ ...before, ...changed }));

  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      {isContactMissing && (
        <fieldset className={styles.question}>
          <legend className={styles.legend}>{t('incident:contact.ask')}</legend>
          <ContactFields card={draft.contact} onChange={(contact) => change({ contact })} />
        </fieldset>
      )}
      <fieldset className={styles.question}>
        <legend className={styles.legend}>{t('incident:details.seen')}</legend>
        <div className={styles.choices}>
          {Seen.options.map((each) => (
            <Checkbox
              key={each}
              label={t(`incident:details.${each}`)}
              checked={draft.seen.includes(each)}
              onChange={(_event, { checked }) =>
                change({ seen: checked ? [...draft.seen, each] : draft.seen.filter((other) => other !== each) })
              }
            />
          ))}
        </div>
      </fieldset>
      <Field label={t('incident:details.sinceWhen')} hint={t('incident-page:details.sinceHint')}>
        <Input
          type="datetime-local"
          value={draft.sinceWhen}
          onChange={(_event, { value }) => change({ sinceWhen: value })}
        />
      </Field>
      {QUESTIONS.map((question) => (
        <Field key={question} label={t(`incident:details.${question}`)}>
          <RadioGroup
            layout="horizontal"
            className={styles.choices ?? ''}
            value={draft[question] ?? NOT_ANSWERED}
            onChange={(_event, { value }) =>
              change({ [question]: value === NOT_ANSWERED ? null : (value as Details['passwordTyped']) })
            }
          >
            {ANSWERS.map((answer) => (
              <Radio key={answer} value={answer} label={t(`incident:details.${answer}`)} />
            ))}
            <Radio value={NOT_ANSWERED} label={t('incident-page:details.notAnswered')} />
          </RadioGroup>
        </Field>
      ))}
      <Field label={t('incident:details.words')}>
        <Textarea
          value={draft.words}
          maxLength={2000}
          resize="vertical"
          onChange={(_event, { value }) => change({ words: value })}
        />
      </Field>
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        <Button appearance="primary" disabled={isRunning} onClick={send}>
          {t('incident:details.send')}
        </Button>
        <span role="status">{isDone && t(isCut ? 'incident:details.sentCut' : 'incident:details.sent')}</span>
      </div>
    </form>
  );
}
