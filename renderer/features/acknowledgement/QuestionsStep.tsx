import { Button } from '@fluentui/react-components';
import type { Progress } from '../../../electron/contract/acknowledgement.ts';
import type { Question, RulesPack } from '../../../electron/contract/rules.ts';
import { useLanguage, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { clauseName, firstLevelOf } from '../rules/clause-name.ts';
import { OfficialWords } from '../rules/OfficialWords.tsx';
import { OurWords } from '../rules/OurWords.tsx';
import styles from './AcknowledgementPage.module.css';
import { FocusedHeading } from './FocusedHeading.tsx';
import { countAnswered, nextQuestion } from './flow-step.ts';

export interface Answered {
  readonly question: string;
  readonly choice: number;
}

interface Props {
  readonly progress: Progress;
  readonly pack: RulesPack;
  /** What was just answered and is still being read about. */
  readonly answered: Answered | null;
  readonly onAnswered: (answered: Answered | null) => void;
}

/** Real situations. A wrong answer opens the clause, and the question comes again: nobody fails. */
export function QuestionsStep({ progress, pack, answered, onAnswered }: Props) {
  const t = useWords();
  const { ask, failure, isRunning } = useAsking();
  const wanted = answered?.question ?? nextQuestion(progress);
  const question = pack.guide.questions.find(({ id }) => id === wanted);
  if (!question) return <p role="status">{t('ui:loading')}</p>;

  async function choose(answer: Answered): Promise<void> {
    if (await ask(() => mainProcess.acknowledgement.answer(answer))) onAnswered(answer);
  }
  const isAgain = progress.questions.some(({ id, state }) => id === question.id && state === 'again');
  return (
    <section className={styles.card}>
      <p className={styles.quiet}>
        {t('acknowledgement-page:questions.progress', {
          done: countAnswered(progress),
          total: progress.questions.length,
        })}{' '}
        {t('acknowledgement-page:questions.stay')}
      </p>
      {answered ? (
        <Feedback
          key={`${question.id} answered`}
          question={question}
          choice={answered.choice}
          pack={pack}
          onNext={() => onAnswered(null)}
        />
      ) : (
        <Asked
          key={question.id}
          question={question}
          isAgain={isAgain}
          isRunning={isRunning}
          onChoose={(choice) => void choose({ question: question.id, choice })}
        />
      )}
      {failure && <FailureBar failure={failure} />}
    </section>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly isAgain: boolean;
  readonly isRunning: boolean;
  readonly onChoose: (choice: number) => void;
}

function Asked({ question, isAgain, isRunning, onChoose }: AskedProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      <FocusedHeading>{question.situation[language]}</FocusedHeading>
      {isAgain && <p>{t('acknowledgement-page:questions.again')}</p>}
      <ul className={styles.answers} aria-label={t('acknowledgement-page:questions.answers')}>
        {question.answers.map(({ words }, choice) => (
          <li key={words.en}>
            <Button className={styles.answer ?? ''} disabled={isRunning} onClick={() => onChoose(choice)}>
              {words[language]}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface FeedbackProps {
  readonly question: Question;
  readonly choice: number;
  readonly pack: RulesPack;
  readonly onNext: () => void;
}

function Feedback({ question, choice, pack: { text, guide }, onNext }: FeedbackProps) {
  const t = useWords();
  const language = useLanguage();
  const answer = question.answers[choice];
  const clause = text.articles
    .flatMap((article) => [article, ...article.clauses])
    .find(({ id }) => id === question.clause);
  const ours = guide.clauses[question.clause];
  return (
    <>
      <FocusedHeading>
        {t(answer?.right ? 'acknowledgement-page:questions.right' : 'acknowledgement-page:questions.wrong')}
      </FocusedHeading>
      <p className={styles.situation}>{question.situation[language]}</p>
      <p>{t('acknowledgement-page:questions.chosen', { answer: answer?.words[language] ?? '' })}</p>
      <p className={styles.sentence}>{answer?.why[language]}</p>
      {clause && (
        <>
          <h3 className={styles.subheading}>{clauseName(clause.id, firstLevelOf(text), t)}</h3>
          <OfficialWords clause={clause} />
        </>
      )}
      {ours && !answer?.right && <OurWords guide={ours} />}
      {!answer?.right && <p>{t('acknowledgement-page:questions.later')}</p>}
      <div className={styles.actions}>
        <Button appearance="primary" size="large" onClick={onNext}>
          {t('acknowledgement-page:questions.next')}
        </Button>
      </div>
    </>
  );
}
