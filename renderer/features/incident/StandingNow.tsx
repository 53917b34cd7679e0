import { useEffect, useRef } from 'react';
import type { IncidentPhase, IncidentView } from '../../../electron/contract/incident.ts';
import { type ReportStanding, whatIsTrue, whatToSay } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { settingsSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';
import { useNow } from '../../use-now.ts';
import { CallBlock } from './CallBlock.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import { elapsedWords } from './elapsed.ts';
import styles from './IncidentPage.module.css';
import { NextAction } from './NextAction.tsx';
import { saidWords } from './said-words.ts';
import { Unbroken } from './Unbroken.tsx';
import { UnplugPictures } from './UnplugPictures.tsx';
import { useTelling } from './use-telling.ts';

interface Props {
  readonly view: IncidentView;
  readonly report: ReportStanding;
}

/** Still moving: the words change by themselves within seconds. */
const MOVING: readonly IncidentPhase[] = ['saving', 'sending', 'countdown', 'cutting', 'verifying', 'restoring'];

/** Out of this PC's hands. A server that turned it away has told nobody. */
const ARRIVED: readonly string[] = ['sent', 'received', 'seen', 'handled'];

/** The answer, largest; then the code and the number, and the one thing to do next. */
export function StandingNow({ view, report }: Props) {
  const t = useWords();
  const nowMs = useNow(view.phase === 'countdown' ? 200 : 1000);
  const telling = useTelling(nowMs);
  const agency = useMainValue(settingsSource)?.values.agencyName ?? '';
  const [network, ...further] = whatIsTrue(view, report, telling);
  const isArrived = report !== null && (ARRIVED.includes(report.state) || report.outcome?.refused !== undefined);
  const isFailing = view.phase === 'still-up' || view.saveProblem !== null;
  // Ten seconds are short: the choice stands before all that can wait.
  const isChoosing = view.phase === 'countdown' || view.phase === 'interrupted';
  const headline = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone: who uses the keyboard, or listens, goes on at the answer.
  useEffect(() => {
    if (document.activeElement === document.body) headline.current?.focus();
    headline.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section
      className={styles.card}
      data-testid="standing"
      data-phase={view.phase}
      aria-busy={MOVING.includes(view.phase)}
    >
      <div aria-live={view.phase === 'countdown' ? 'off' : 'assertive'}>
        <h1 ref={headline} tabIndex={-1} className={styles.headline} data-tone={isFailing ? 'red' : undefined}>
          {network && <Unbroken words={saidWords(t, network)} />}
        </h1>
        {isChoosing && <NextAction view={view} />}
        {further.map((said) => (
          <p key={said.key} className={styles.sentence}>
            <Unbroken words={saidWords(t, said)} />
          </p>
        ))}
      </div>
      {view.phase === 'still-up' && <UnplugPictures />}
      {!isChoosing && <NextAction view={view} />}
      {view.phase === 'not-cut' && (
        <p className={styles.beside}>{t('ui:alarm.clause', { commission: telling.commission.name })}</p>
      )}
      <div className={styles.codeAndCall}>
        <div>
          <CodeBlock code={view.code} />
          <p className={styles.elapsed} data-testid="elapsed">
            {isArrived || view.drill
              ? t('incident-page:elapsed.since', { time: elapsedWords(nowMs - view.clickedAtMs, t) })
              : t('incident:elapsed', { time: elapsedWords(nowMs - view.clickedAtMs, t) })}
          </p>
        </div>
        <CallBlock telling={telling} say={saidWords(t, whatToSay(view, agency))} isDrill={view.drill} />
      </div>
    </section>
  );
}
