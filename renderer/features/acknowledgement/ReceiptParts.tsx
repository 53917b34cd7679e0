import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReceiptSummary } from '../../../electron/contract/acknowledgement.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { StandingList } from '../delivery/StandingList.tsx';
import { useDocumentsOf } from '../incident/use-documents-of.ts';
import styles from './AcknowledgementPage.module.css';

interface ActionsProps {
  readonly receipt: ReceiptSummary;
  readonly isPrimary?: boolean;
}

/** A PDF to keep, and the file that can be checked. */
export function ReceiptActions({ receipt: { receiptId, number }, isPrimary = false }: ActionsProps) {
  const t = useWords();
  const { ask, failure, isRunning } = useAsking();
  const [fileName, setFileName] = useState<string | null>(null);
  const { savePdf, saveJson } = mainProcess.acknowledgement;
  const save = (by: typeof savePdf) =>
    void ask(async () => {
      // null: the person closed the dialog, which needs no message.
      setFileName((await by({ receiptId }))?.fileName ?? null);
    });
  return (
    <>
      <div className={styles.actions}>
        <Button
          appearance={isPrimary ? 'primary' : 'secondary'}
          disabled={isRunning}
          aria-label={t('acknowledgement-page:receipts.savePdfOf', { number })}
          onClick={() => save(savePdf)}
        >
          {t('acknowledgement-page:receipts.savePdf')}
        </Button>
        <Button
          disabled={isRunning}
          aria-label={t('acknowledgement-page:receipts.saveJsonOf', { number })}
          onClick={() => save(saveJson)}
        >
          {t('acknowledgement-page:receipts.saveJson')}
        </Button>
        <span role="status">{fileName && t('acknowledgement-page:receipts.saved', { fileName })}</span>
      </div>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}

/** Where the receipt arrived, as the outbox knows it. */
export function ReceiptArrival({ documentId }: { readonly documentId: string | null }) {
  const t = useWords();
  if (documentId === null) return <p>{t('acknowledgement-page:arrival.notYet')}</p>;
  return <ArrivalOf documentId={documentId} />;
}

function ArrivalOf({ documentId }: { readonly documentId: string }) {
  const t = useWords();
  const state = useDocumentsOf(documentId);
  if (state.kind === 'waiting') return <p role="status">{t('ui:loading')}</p>;
  if (state.kind === 'failed') return <FailureBar failure={state.failure} />;
  const item = state.value.find(({ id }) => id === documentId);
  if (!item) return <p>{t('acknowledgement-page:arrival.gone')}</p>;
  return (
    <>
      <p>
        <strong>{t(`delivery:state.${item.state}`)}</strong>
      </p>
      <p>{t(`acknowledgement-page:arrival.${item.state}`)}</p>
      {item.channels.length > 0 && <StandingList item={item} />}
      <p>
        <a href="#/delivery">{t('acknowledgement-page:arrival.wordForWord')}</a>
      </p>
    </>
  );
}
