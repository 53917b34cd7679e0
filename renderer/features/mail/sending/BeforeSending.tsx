import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { MailCheckView } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { mailSource } from '../../../main-sources.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { useMainState } from '../../../use-main-state.ts';
import { ClassifiedQuestion } from './ClassifiedQuestion.tsx';
import { EncryptedCopyCard } from './EncryptedCopyCard.tsx';
import { FileList } from './FileList.tsx';
import { PersonalQuestions } from './PersonalQuestions.tsx';
import { RecipientsCard } from './RecipientsCard.tsx';
import { ResultCard } from './ResultCard.tsx';
import { SizeCard } from './SizeCard.tsx';
import { TakeFiles } from './TakeFiles.tsx';
import { type Answering, useAnswers } from './use-answers.ts';

/** May this go out? The PC answers what it can measure, the person the rest. */
export function BeforeSending() {
  const t = useWords();
  const state = useMainState(mailSource);
  useEffect(() => void mailSource.load(), []);
  if (state.kind === 'waiting') return <p role="status">{t('ui:loading')}</p>;
  if (state.kind === 'failed')
    return (
      <FailureBar
        failure={state.failure}
        action={<Button onClick={() => void mailSource.load()}>{t('ui:retry')}</Button>}
      />
    );
  return <Check view={state.value} />;
}

function Check({ view }: { readonly view: MailCheckView }) {
  const answering = useAnswers(view.answers);
  return (
    <>
      <ClassifiedQuestion answering={answering} />
      {answering.failure && <FailureBar failure={answering.failure} />}
      {answering.answers.classified === 'no' && <Checklist view={view} answering={answering} />}
      {answering.answers.classified !== 'yes' && (
        <EncryptedCopyCard
          files={answering.answers.classified === 'no' ? view.files : []}
          isChecking={view.progress !== null}
        />
      )}
    </>
  );
}

interface Props {
  readonly view: MailCheckView;
  readonly answering: Answering;
}

/** Nothing of this is offered for a classified document. */
function Checklist({ view, answering }: Props) {
  return (
    <>
      <TakeFiles view={view} onCleared={answering.forget} />
      <ResultCard view={view} />
      {view.size && <SizeCard size={view.size} />}
      {view.files.length > 0 && <FileList files={view.files} isRunning={view.progress !== null} />}
      <RecipientsCard report={view.recipients} />
      <PersonalQuestions answering={answering} />
    </>
  );
}
