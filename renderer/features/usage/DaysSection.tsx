import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { BarChart } from './BarChart.tsx';
import { BarTable } from './BarTable.tsx';
import styles from './Chart.module.css';
import { DayPanel } from './DayPanel.tsx';
import { dayBars, withToday } from './day-bars.ts';
import { useHistory } from './use-history.ts';

/** The last thirty days; choosing one shows its hours and its private note. */
export function DaysSection({ snapshot }: { readonly snapshot: UsageSnapshot }) {
  const t = useWords();
  const figures = useFigures();
  const [chosen, choose] = useState<string | null>(null);
  const { history, reload, noteSaved } = useHistory(snapshot.day);

  return (
    <Section heading={t('usage:days.heading')} hint={t('usage:days.hint')}>
      {history.kind === 'waiting' && <p role="status">{t('usage:days.waiting')}</p>}
      {history.kind === 'failed' && (
        <FailureBar failure={history.failure} action={<Button onClick={reload}>{t('ui:retry')}</Button>} />
      )}
      {history.kind === 'value' && (
        <Days
          bars={dayBars(withToday(history.value, snapshot), snapshot.day, t, figures)}
          capBytes={snapshot.capBytes}
          selectedId={chosen ?? snapshot.day}
          onSelect={choose}
        />
      )}
      {history.kind === 'value' && chosen && (
        <DayPanel
          key={chosen}
          id={chosen}
          usage={withToday(history.value, snapshot).find(({ day }) => day === chosen) ?? null}
          snapshot={snapshot}
          onNoteSaved={noteSaved}
        />
      )}
    </Section>
  );
}

type DaysProps = Required<Pick<Parameters<typeof BarChart>[0], 'bars' | 'capBytes' | 'selectedId' | 'onSelect'>>;

function Days(props: DaysProps) {
  const t = useWords();
  const name = t('usage:days.heading');
  return (
    <>
      <BarChart name={name} {...props} />
      <details>
        <summary className={styles.tableSummary}>{t('usage:hours.table')}</summary>
        <BarTable
          caption={name}
          firstColumn={t('usage:days.day')}
          bars={props.bars.filter(({ state }) => state !== 'none')}
        />
      </details>
    </>
  );
}
