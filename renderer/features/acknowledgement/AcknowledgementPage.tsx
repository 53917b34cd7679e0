import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { AcknowledgementView, ReceiptSummary } from '../../../electron/contract/acknowledgement.ts';
import { useWords } from '../../language.ts';
import { acknowledgementSource, packSource, rulesSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useMainState } from '../../use-main-state.ts';
import { usePack } from '../rules/use-pack.ts';
import styles from './AcknowledgementPage.module.css';
import { DoneView } from './DoneView.tsx';
import { Flow } from './Flow.tsx';
import { StartView } from './StartView.tsx';

/** One question: have I acknowledged the rules, and what is left to do? */
export default function AcknowledgementPage() {
  const t = useWords();
  const state = useMainState(acknowledgementSource);
  const pack = usePack();
  const failed = [state, pack].find((each) => each.kind === 'failed');
  useEffect(() => void acknowledgementSource.load(), []);
  return (
    <FluentRoot className={styles.page}>
      <h1 className={styles.title}>{t('acknowledgement-page:title')}</h1>
      {failed?.kind === 'failed' && (
        <FailureBar
          failure={failed.failure}
          action={
            <Button onClick={() => [acknowledgementSource, rulesSource, packSource].map((source) => source.load())}>
              {t('ui:retry')}
            </Button>
          }
        />
      )}
      {state.kind === 'value' && pack.kind === 'value' ? (
        <Acknowledgement view={state.value} pack={pack.value} />
      ) : (
        !failed && <p role="status">{t('ui:loading')}</p>
      )}
    </FluentRoot>
  );
}

type Props = Pick<Parameters<typeof Flow>[0], 'pack'> & { readonly view: AcknowledgementView };

function Acknowledgement({ view, pack }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [signed, setSigned] = useState<ReceiptSummary | null>(null);
  const [isBack, setBack] = useState(false);
  const isReading = isOpen && view.progress !== null;
  const [wasReading, setWasReading] = useState(false);
  useEffect(() => {
    if (isReading || !isOpen) setWasReading(isReading);
  }, [isReading, isOpen]);
  if (signed) return <DoneView receipt={signed} onClose={() => setSigned(null)} />;
  if (isOpen && view.progress && view.progress.edition === pack.edition)
    return (
      <Flow
        view={{ ...view, progress: view.progress }}
        pack={pack}
        onLeave={() => {
          setOpen(false);
          setBack(true);
        }}
        onSigned={(receipt) => {
          setSigned(receipt);
          setOpen(false);
          setBack(true);
        }}
      />
    );
  // Signing ends a reading as well, and is known by its receipt.
  const isOvertaken = wasReading && view.progress === null && view.last?.edition !== pack.edition;
  return <StartView view={view} isBack={isBack} isOvertaken={isOvertaken} onBegun={() => setOpen(true)} />;
}
