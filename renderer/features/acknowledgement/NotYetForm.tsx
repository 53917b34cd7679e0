import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { AcknowledgementView } from '../../../electron/contract/acknowledgement.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { useAskWhom, useCommission } from '../../use-commission.ts';
import styles from './AcknowledgementPage.module.css';

/** "I have questions, not yet": an honest answer, kept without penalty; sent only where that is ticked. */
export function NotYetForm({ said }: { readonly said: AcknowledgementView['notYet'] }) {
  const t = useWords();
  const commission = useCommission().name;
  const { name, phone, hours } = useAskWhom();
  const [words, setWords] = useState(said?.words ?? '');
  const [isSent, send] = useState(false);
  const { ask, failure, isRunning, isDone, reset } = useAsking();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask(() => mainProcess.acknowledgement.notYet({ words: words.trim(), send: isSent }));
      }}
    >
      <p>{t('acknowledgement-page:notYet.intro')}</p>
      <p>
        {phone
          ? t('acknowledgement-page:notYet.ask', { name, phone })
          : t('acknowledgement-page:notYet.askNoPhone', { name })}
        {hours && ` ${t('usage:contact.hours', { hours })}`}
      </p>
      <Field label={t('acknowledgement-page:notYet.words')} hint={t('acknowledgement-page:notYet.wordsHint')}>
        <Textarea
          value={words}
          maxLength={2000}
          resize="vertical"
          onChange={(_event, { value }) => {
            setWords(value);
            reset();
          }}
        />
      </Field>
      <Checkbox
        label={t('acknowledgement-page:notYet.send', { commission })}
        checked={isSent}
        onChange={(_event, { checked }) => {
          send(checked === true);
          reset();
        }}
      />
      {failure && <FailureBar failure={failure} />}
      <div className={styles.actions}>
        <Button type="submit" disabled={isRunning}>
          {t('acknowledgement-page:notYet.keep')}
        </Button>
        <span role="status">
          {isDone && t(isSent ? 'acknowledgement-page:notYet.sent' : 'acknowledgement-page:notYet.kept')}
        </span>
      </div>
    </form>
  );
}
