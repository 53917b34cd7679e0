import { lazy, Suspense } from 'react';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { useWords, withLateWords } from '../../language.ts';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { Section } from '../../ui/Section.tsx';
import { AdaptersSection } from './AdaptersSection.tsx';
import { DaysSection } from './DaysSection.tsx';
import { HoursChart } from './HoursChart.tsx';
import { OfficialSection } from './OfficialSection.tsx';
import { PartsSection } from './PartsSection.tsx';
import { UsageActions } from './UsageActions.tsx';
import styles from './UsagePage.module.css';
import { WhatCounts } from './WhatCounts.tsx';

const DutyLine = lazy(() => withLateWords(import('../acknowledgement/DutyLine.tsx')));

/** Everything below the answer; it loads after the answer is drawn. */
export default function UsageDetails({ snapshot }: { readonly snapshot: UsageSnapshot }) {
  const t = useWords();
  const { adapters, dayEndMs, dayStartMs, hours, parts, takenAtMs, timeZone } = snapshot;
  return (
    <FluentRoot className={styles.page}>
      <Suspense fallback={null}>
        <DutyLine />
      </Suspense>
      <OfficialSection snapshot={snapshot} />
      <Section heading={t('usage:hours.heading')} hint={t('usage:hours.hint')}>
        <HoursChart
          name={t('usage:hours.heading')}
          hours={hours}
          span={{ startMs: dayStartMs, endMs: dayEndMs, nowMs: takenAtMs, timeZone }}
        />
      </Section>
      <DaysSection snapshot={snapshot} />
      <PartsSection parts={parts} />
      <AdaptersSection adapters={adapters} />
      <WhatCounts />
      <UsageActions />
    </FluentRoot>
  );
}
