import { useFigures, useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Section } from '../../ui/Section.tsx';
import { useAnswer } from '../../use-answer.ts';
import styles from './IncidentPage.module.css';

interface Props {
  readonly timeZone: string;
  readonly commission: string;
}

/** "Known outage on the 5th floor": what the commission says now, beside the button. Silence is not "none". */
export function NoticesSection({ timeZone, commission }: Props) {
  const t = useWords();
  const figures = useFigures();
  const { state } = useAnswer(mainProcess.incident.notices);
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
            {t('incident:notices.age', { time: figures.clock(state.value.readAtMs, timeZone) })}
            {state.value.lastError !== null && ` ${t('incident-page:notices.lastFailed')}`}
          </p>
        </>
      )}
    </Section>
  );
}
