import { type ChangeEvent, type DragEvent, useId, useState } from 'react';
import type { ReceiptCheck } from '../../../electron/contract/acknowledgement.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import styles from './AcknowledgementPage.module.css';
import { CheckedReceipt } from './CheckedReceipt.tsx';
import { type ReadFiles, readFiles } from './receipt-files.ts';

type Checked = ReadFiles & { readonly checks: readonly ReceiptCheck[] };

/** Drop or choose receipts: each is what was signed, or what exactly is wrong with it. */
export function VerifySection() {
  const t = useWords();
  const input = useId();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [isOver, setOver] = useState(false);
  const { ask, failure, isRunning } = useAsking();

  async function check(dropped: readonly File[]): Promise<void> {
    const read = await readFiles(dropped);
    const checks = read.files.length === 0 ? [] : await mainProcess.acknowledgement.verify([...read.files]);
    setChecked({ ...read, checks });
  }
  const begin = (dropped: readonly File[]) => {
    if (dropped.length > 0) void ask(() => check(dropped));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    begin([...event.dataTransfer.files]);
  };
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    begin([...(currentTarget.files ?? [])]);
    // The same file may be chosen again, after it was mended.
    currentTarget.value = '';
  };
  return (
    <>
      <p>{t('acknowledgement-page:verify.intro')}</p>
      <label
        htmlFor={input}
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span>{t('acknowledgement-page:verify.drop')}</span>
        <input id={input} type="file" multiple accept=".json,application/json" onChange={choose} />
      </label>
      <p className={styles.quiet}>{t('acknowledgement-page:verify.stays')}</p>
      {failure && <FailureBar failure={failure} />}
      <div role="status">
        {isRunning && <p>{t('acknowledgement-page:verify.running')}</p>}
        {checked && !isRunning && (
          <p>
            {t('acknowledgement-page:verify.count', {
              total: checked.checks.length,
              valid: checked.checks.filter(({ valid }) => valid).length,
            })}
          </p>
        )}
      </div>
      {checked && <NotChecked read={checked} />}
      {checked && (
        <ul className={styles.receipts}>
          {checked.checks.map((each, at) => (
            <li key={at} className={styles.receipt}>
              <CheckedReceipt check={each} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function NotChecked({ read: { tooLarge, tooMany, unreadable } }: { readonly read: ReadFiles }) {
  const t = useWords();
  return (
    <>
      {tooLarge.map((name) => (
        <p key={name}>{t('acknowledgement-page:verify.tooLarge', { name })}</p>
      ))}
      {unreadable.map(({ name, why }) => (
        <p key={name}>{t('acknowledgement-page:verify.unreadable', { name, why })}</p>
      ))}
      {tooMany.length > 0 && <p>{t('acknowledgement-page:verify.tooMany', { count: tooMany.length })}</p>}
    </>
  );
}
