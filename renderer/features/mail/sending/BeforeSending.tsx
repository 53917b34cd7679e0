import type { MailCheckView } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { LoadedCheck } from '../LoadedCheck.tsx';
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
  return <LoadedCheck>{(view) => <Check view={view} />}</LoadedCheck>;
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
  const t = useWords();
  return (
    <>
      <TakeFiles
        view={view}
        heading={t('mail:take.heading')}
        hint={t('mail:take.noFiles')}
        onCleared={answering.forget}
      />
      <ResultCard view={view} />
      {view.size && <SizeCard size={view.size} />}
      {view.files.length > 0 && <FileList files={view.files} isRunning={view.progress !== null} />}
      <RecipientsCard report={view.recipients} />
      <PersonalQuestions answering={answering} />
    </>
  );
}
