import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { AcknowledgementView, Progress, ReceiptSummary } from '../../../electron/contract/acknowledgement.ts';
import type { RulesPack } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import styles from './AcknowledgementPage.module.css';
import { ChangesStep } from './ChangesStep.tsx';
import { type FlowStep, stepOf, stepsOf } from './flow-step.ts';
import { NotYetForm } from './NotYetForm.tsx';
import { type Answered, QuestionsStep } from './QuestionsStep.tsx';
import { ReadingStep } from './ReadingStep.tsx';
import { SignStep } from './SignStep.tsx';

export interface FlowProps {
  readonly view: AcknowledgementView & { readonly progress: Progress };
  readonly pack: RulesPack;
  readonly onLeave: () => void;
  readonly onSigned: (receipt: ReceiptSummary) => void;
}

/** From the first section to the signature, one step at a time; leaving loses nothing. */
export function Flow({ view, pack, onLeave, onSigned }: FlowProps) {
  const t = useWords();
  // The last answer is read before the next step comes.
  const [answered, setAnswered] = useState<Answered | null>(null);
  const step = answered ? 'questions' : stepOf(view.progress);
  return (
    <>
      <StepList steps={stepsOf(view.progress, view.last)} step={step} />
      {step === 'changes' && <ChangesStep text={pack.text} />}
      {step === 'reading' && <ReadingStep progress={view.progress} pack={pack} />}
      {step === 'questions' && (
        <QuestionsStep progress={view.progress} pack={pack} answered={answered} onAnswered={setAnswered} />
      )}
      {step === 'signing' && <SignStep view={view} onSigned={onSigned} />}
      <div className={styles.actions}>
        <Button appearance="subtle" onClick={onLeave}>
          {t('acknowledgement-page:later')}
        </Button>
        <span className={styles.quiet}>{t('acknowledgement-page:laterHint')}</span>
      </div>
      <Disclosure heading={t('acknowledgement-page:notYet.heading')}>
        <NotYetForm said={view.notYet} />
      </Disclosure>
    </>
  );
}

function StepList({ steps, step }: { readonly steps: readonly FlowStep[]; readonly step: FlowStep }) {
  const t = useWords();
  const at = steps.indexOf(step);
  return (
    <ol className={styles.steps} aria-label={t('acknowledgement-page:steps')}>
      {steps.map((each, place) => (
        <li key={each} className={styles.step} aria-current={each === step ? 'step' : undefined}>
          {t(`acknowledgement-page:step.${each}`)}
          {place < at && <span className={styles.quiet}> {t('acknowledgement-page:stepDone')}</span>}
        </li>
      ))}
    </ol>
  );
}
