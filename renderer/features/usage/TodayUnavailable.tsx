import { Button } from '@fluentui/react-components';
import { useWords } from '../../language.ts';
import type { CallFailure } from '../../main-process.ts';
import { todaySource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';

/** Main did not give today's snapshot at all. */
export default function TodayUnavailable({ failure }: { readonly failure: CallFailure }) {
  const t = useWords();
  return (
    <FluentRoot>
      <FailureBar failure={failure} action={<Button onClick={() => void todaySource.load()}>{t('ui:retry')}</Button>} />
    </FluentRoot>
  );
}
