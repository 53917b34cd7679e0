import { Button, Field, Input } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { AcknowledgementView, ConsentWords, ReceiptSummary } from '../../../electron/contract/acknowledgement.ts';
import { useLanguage, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { settingsSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsking } from '../../use-asking.ts';
import { useMainValue } from '../../use-main-state.ts';
import styles from './AcknowledgementPage.module.css';
import { FocusedHeading } from './FocusedHeading.tsx';
import { KeyNotice, maySign } from './KeyNotice.tsx';

interface Props {
  readonly view: AcknowledgementView;
  readonly onSigned: (receipt: ReceiptSummary) => void;
}

/** The privacy notice first, then the person, the statement word for word, and the one button. */
export function SignStep({ view, onSigned }: Props) {
  const t = useWords();
  const language = useLanguage();
  const ask = useCallback(() => mainProcess.acknowledgement.consent({ language }), [language]);
  const { state, again } = useAnswer(ask);
  return (
    <section className={styles.card}>
      <FocusedHeading>{t('acknowledgement-page:sign.heading')}</FocusedHeading>
      {state.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {state.kind === 'failed' && (
        <FailureBar failure={state.failure} action={<Button onClick={again}>{t('ui:retry')}</Button>} />
      )}
      {state.kind === 'value' && (
        <SignForm
          key={JSON.stringify(state.value)}
          view={view}
          consent={state.value}
          onOutdated={again}
          onSigned={onSigned}
        />
      )}
    </section>
  );
}

/** What came in between while the person read: other words to sign under, or another edition of the rules. */
const OUTDATED = ['consent', 'edition'] as const;

interface FormProps extends Props {
  readonly consent: ConsentWords;
  /** The agency has meanwhile changed the words. */
  readonly onOutdated: () => void;
}

/** Apart from the step, which asks main for the words first. */
export function SignForm({ view, consent, onOutdated, onSigned }: FormProps) {
  const t = useWords();
  const language = useLanguage();
  const [name, setName] = useState(view.person.name);
  const [employeeNumber, setEmployeeNumber] = useState(view.person.employeeNumber);
  const { ask, failure, isRunning } = useAsking();
  const sign = async () =>
    onSigned(await mainProcess.acknowledgement.sign({ language, name, employeeNumber, consent }));
  const settings = useMainValue(settingsSource)?.values;
  // Words of the agency's own name it without the setting.
  const isUnnamed = settings?.agencyName === '' && settings.acknowledgement.privacyNotice === null;
  const isField = (field: string) => failure?.code === 'bad-arguments' && failure.field === field;
  const outdated = failure?.code === 'not-allowed' && OUTDATED.find((field) => field === failure.field);
  const isPersonal = isField('name') || isField('employeeNumber');
  return (
    <form
      className={styles.form}
      // Main says what is missing, and the page in which words.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void ask(sign);
      }}
    >
      <section className={styles.privacy} aria-labelledby="privacy">
        <h3 id="privacy" className={styles.subheading}>
          {t('acknowledgement-page:sign.privacy')}
        </h3>
        <p className={styles.long}>{consent.privacyNotice}</p>
      </section>
      {isUnnamed && <p className={styles.notice}>{t('acknowledgement-page:sign.agencyUnnamed')}</p>}
      <div className={styles.person}>
        <Field
          label={t('acknowledgement-page:sign.name')}
          required
          {...(view.last === null &&
            view.person.name !== '' && { hint: t('acknowledgement-page:sign.nameFromAccount') })}
          validationMessage={isField('name') ? t('acknowledgement-page:sign.nameWrong') : null}
        >
          <Input value={name} maxLength={80} autoComplete="off" onChange={(_event, { value }) => setName(value)} />
        </Field>
        <Field
          label={t('acknowledgement-page:sign.employeeNumber')}
          required
          validationMessage={isField('employeeNumber') ? t('acknowledgement-page:sign.employeeNumberWrong') : null}
        >
          <Input
            value={employeeNumber}
            maxLength={40}
            autoComplete="off"
            onChange={(_event, { value }) => setEmployeeNumber(value)}
          />
        </Field>
      </div>
      <p>
        {consent.basis === null
          ? t('acknowledgement-page:noBasis')
          : t('acknowledgement-page:basis', { basis: consent.basis })}
      </p>
      <blockquote className={styles.statement}>{consent.statement}</blockquote>
      <KeyNotice state={view.key} />
      {outdated ? (
        <div className={styles.notice} role="alert">
          <p>{t(`acknowledgement-page:sign.outdated.${outdated}`)}</p>
          <Button onClick={onOutdated}>{t('acknowledgement-page:sign.readAgain')}</Button>
        </div>
      ) : (
        failure && !isPersonal && <FailureBar failure={failure} />
      )}
      {maySign(view.key) && (
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" size="large" disabled={isRunning}>
            {t(isRunning ? 'acknowledgement-page:sign.running' : 'acknowledgement-page:sign.sign')}
          </Button>
          <span className={styles.quiet}>{t('acknowledgement-page:sign.whatHappens')}</span>
        </div>
      )}
    </form>
  );
}
