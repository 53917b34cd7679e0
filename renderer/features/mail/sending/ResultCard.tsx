import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { MailCheckView, MailItem } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { useAsking } from '../../../use-asking.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import styles from '../MailPage.module.css';
import { headlineOf, RESULTS } from './headline.ts';
import own from './ResultCard.module.css';

const TONES = { change: 'amber', unknown: 'plain', checking: 'plain', advice: 'plain', 'in-order': 'plain' } as const;

/** The answer, and each line of it with its clause and whether the clause demands or recommends. */
export function ResultCard({ view }: { readonly view: MailCheckView }) {
  const t = useWords();
  const { kind, count } = headlineOf(view);
  return (
    <section className={styles.card} aria-labelledby="result">
      <h2 id="result" className={styles.subheading}>
        {t('mail:result.heading')}
      </h2>
      <p className={styles.headline} data-tone={TONES[kind]} role="status" data-testid="mail-headline">
        {t(`mail:result.${kind}`, { count })}
      </p>
      {RESULTS.map((result) => (
        <ItemGroup
          key={result}
          result={result}
          items={view.items.filter((item) => item.result === result)}
          isChecking={view.progress !== null}
        />
      ))}
      <p className={styles.quiet}>{t('mail:result.meaning')}</p>
      <SaveSummary isPrimary={kind === 'in-order' || kind === 'advice'} isChecking={view.progress !== null} />
    </section>
  );
}

/** What the files decide: while they are being checked, unknown merely means not yet. */
const OF_FILES: readonly MailItem['id'][] = ['personal-data', 'scan', 'disguise', 'size'];

interface GroupProps {
  readonly result: MailItem['result'];
  readonly items: readonly MailItem[];
  readonly isChecking: boolean;
}

function ItemGroup({ result, items, isChecking }: GroupProps) {
  const t = useWords();
  if (items.length === 0) return null;
  const isDone = result === 'in-order';
  return (
    // What asks for nothing is folded away.
    <details className={own.group} data-result={result} open={!isDone}>
      <summary className={own.groupName}>
        <h3 className={styles.subheading}>
          <Mark result={result} /> {t(`mail:group.${result}`, { count: items.length })}
        </h3>
      </summary>
      <ul className={styles.lines}>
        {items.map((item) => (
          <li key={item.id} className={own.item}>
            <strong>{t(`mail:item.${item.id}.name`)}</strong>
            <span className={styles.tag}>{t(`mail:force.${item.force}`)}</span>
            <ClauseLink clause={item.clause} />
            <p className={own.what}>
              {isChecking && result === 'unknown' && OF_FILES.includes(item.id)
                ? t('mail:result.notYet')
                : t(`mail:item.${item.id}.${item.result}`)}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Told by shape as well as by colour; the heading beside it says the same. */
const MARKS: Readonly<Record<MailItem['result'], string>> = {
  change: 'M8 2v7M8 12.5v.5',
  unknown: 'M5 5.5a3 3 0 1 1 3 3.2V10M8 13v.5',
  advice: 'M8 7v6M8 3v.5',
  'in-order': 'M2.5 8.5 6.5 12.5 13.5 4',
};

function Mark({ result }: { readonly result: MailItem['result'] }) {
  return (
    <svg className={own.mark} data-result={result} viewBox="0 0 16 16" aria-hidden="true">
      <path d={MARKS[result]} />
    </svg>
  );
}

interface SaveProps {
  readonly isPrimary: boolean;
  readonly isChecking: boolean;
}

function SaveSummary({ isPrimary, isChecking }: SaveProps) {
  const t = useWords();
  const { ask, failure, isRunning } = useAsking();
  const [saved, setSaved] = useState('');

  async function save(): Promise<void> {
    const summary = await mainProcess.mail.saveSummary();
    // Closing the dialog is no failure, and nothing was saved either.
    setSaved(summary?.fileName ?? '');
  }
  return (
    <>
      <div className={styles.actions}>
        <Button
          appearance={isPrimary ? 'primary' : 'secondary'}
          disabled={isRunning || isChecking}
          onClick={() => void ask(save)}
        >
          {t('mail:result.save')}
        </Button>
        <span role="status">{saved && t('mail:result.saved', { fileName: saved })}</span>
      </div>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
