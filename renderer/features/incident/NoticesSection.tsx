import { useEffect } from 'react';
import { useWords } from '../../language.ts';
import { commissionNoticesSource } from '../../main-sources.ts';
import { Section } from '../../ui/Section.tsx';
import { useCommission } from '../../use-commission.ts';
import { useMainState } from '../../use-main-state.ts';
import styles from './IncidentPage.module.css';
import { useMoment } from './use-moment.ts';

/** "Known outage on the 5th floor": what the commission says now, beside the button. Silence is not "none". */
export function NoticesSection() {
  const t = useWords();
  const moment = useMoment();
  const commission = useCommission().name;
  const state = useMainState(commissionNoticesSource);
  useEffect(() => void commissionNoticesSource.load(), []);
  if (state.kind === 'waiting' || (state.kind === 'value' && state.value.kind === 'none-set')) return null;
  return (
    <Section heading={t('incident:notices.heading', { commission })}>
      {(state.kind === 'failed' || state.value.kind === 'unknown') && <p>{t('incident:notices.failed')}</p>}
      {state.kind === 'value' && state.value.kind === 'known' && (
        <>
          {state.value.notices.length === 0 && <p>{t('incident:notices.none')}</p>}
          {state.value.notices.map(({ title, words }) => (
            <div key={`${title} ${words}`}>
              <h3 className={styles.subheading}>{title}</h3>
              <p>{words}</p>
            </div>
          ))}
          <p className={styles.quiet}>
            {t('incident:notices.age', { time: moment(state.value.readAtMs) })}
            {state.value.lastError !== null && ` ${t('incident-page:notices.lastFailed')}`}
          </p>
        </>
      )}
    </Section>
  );
}
