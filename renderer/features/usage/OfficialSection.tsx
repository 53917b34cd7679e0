import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { formatPercent } from '../../../electron/contract/format.ts';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommission } from '../../use-commission.ts';
import styles from './OfficialSection.module.css';

/** The commission's figure beside ours, why they may differ, and which decides. */
export function OfficialSection({ snapshot }: { readonly snapshot: UsageSnapshot }) {
  const t = useWords();
  const { name: commission } = useCommission();
  const { official } = snapshot;
  if (official.kind === 'not-set') return null;
  return (
    <Section heading={t('usage:official.heading', { commission })}>
      {official.kind === 'waiting' && <p>{t('usage:official.waiting', { commission })}</p>}
      {official.kind === 'error' && (
        <>
          <p>{t(`usage:official.error.${official.reason}`, { commission })}</p>
          <details>
            <summary>{t('ui:details')}</summary>
            <code className={styles.detail}>{official.detail}</code>
          </details>
        </>
      )}
      {official.kind === 'figure' && <SideBySide snapshot={snapshot} official={official} commission={commission} />}
      {official.kind !== 'waiting' && <Refresh />}
    </Section>
  );
}

interface SideBySideProps {
  readonly snapshot: UsageSnapshot;
  readonly official: Extract<UsageSnapshot['official'], { kind: 'figure' }>;
  readonly commission: string;
}

function SideBySide({ snapshot, official, commission }: SideBySideProps) {
  const t = useWords();
  const figures = useFigures();
  const { countedBytes, day, percent, takenAtMs, timeZone } = snapshot;
  return (
    <>
      <dl className={styles.pair}>
        <div>
          <dt className={styles.whose}>{t('usage:official.own')}</dt>
          <dd className={styles.figure}>
            {countedBytes === null ? t('usage:notMeasured') : figures.bytes(countedBytes)}
          </dd>
          {percent !== null && <dd>{t('usage:official.percent', { percent: formatPercent(percent) })}</dd>}
          <dd className={styles.when}>{t('usage:asOf', { time: figures.clock(takenAtMs, timeZone) })}</dd>
        </div>
        <div>
          <dt className={styles.whose}>{t('usage:official.theirs', { commission })}</dt>
          <dd className={styles.figure}>{figures.bytes(official.countedBytes)}</dd>
          <dd>{t('usage:official.percent', { percent: formatPercent(official.percent) })}</dd>
          <dd className={styles.when}>
            {official.day !== day && `${t('usage:official.otherDay', { day: figures.day(official.day) })} `}
            {t('usage:official.updated', { time: figures.clock(official.fetchedAtMs, timeZone) })}
          </dd>
        </div>
      </dl>
      {official.stale && (
        <p>
          {t('usage:official.stale')}{' '}
          {official.lastError !== null && <code className={styles.detail}>{official.lastError}</code>}
        </p>
      )}
      <p>{t('usage:official.decides', { commission })}</p>
      <details>
        <summary>{t('usage:official.whyHeading')}</summary>
        <p className={styles.why}>{t('usage:official.why', { commission })}</p>
      </details>
    </>
  );
}

function Refresh() {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  async function refresh(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await mainProcess.usage.refreshOfficial();
    } catch (thrown) {
      setFailure(asCallFailure(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.refresh}>
      <Button disabled={busy} onClick={() => void refresh()}>
        {t(busy ? 'usage:official.refreshing' : 'usage:official.refresh')}
      </Button>
      {failure && <FailureBar failure={failure} />}
    </div>
  );
}
