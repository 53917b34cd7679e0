import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useWords } from '../../../language.ts';
import { Section } from '../../../ui/Section.tsx';
import styles from '../MailPage.module.css';
import type { Answer, Answering } from './use-answers.ts';

const QUESTIONS = ['officialBusiness', 'senderIsMe', 'authorConsents', 'advertisingOrChain'] as const;
const NOT_ANSWERED = 'not-answered';

/** What no measurement can tell. "Not answered" stays a choice of its own and is never taken for "yes" or "no". */
export function PersonalQuestions({ answering: { answers, give } }: { readonly answering: Answering }) {
  const t = useWords();
  return (
    <Section heading={t('mail:answers.heading')}>
      {QUESTIONS.map((question) => (
        <Field key={question} label={t(`mail:answers.${question}`)}>
          <RadioGroup
            layout="horizontal"
            className={styles.actions ?? ''}
            value={answers[question] ?? NOT_ANSWERED}
            onChange={(_event, { value }) => give({ [question]: value === NOT_ANSWERED ? null : (value as Answer) })}
          >
            <Radio value="yes" label={t('mail:yes')} />
            <Radio value="no" label={t('mail:no')} />
            <Radio value={NOT_ANSWERED} label={t('mail:notAnswered')} />
          </RadioGroup>
        </Field>
      ))}
    </Section>
  );
}
