import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../../language.ts';
import { copyText } from './copy-text.ts';

interface Props {
  readonly text: string;
  /** Says which, where a page has several. */
  readonly label?: string;
}

export function CopyButton({ text, label }: Props) {
  const t = useWords();
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'copyFailed'>('none');
  return (
    <>
      <Button size="small" aria-label={label} onClick={() => setOutcome(copyText(text) ? 'copied' : 'copyFailed')}>
        {t('mail:copy')}
      </Button>
      <span role="status">{outcome !== 'none' && t(`mail:${outcome}`)}</span>
    </>
  );
}
