import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { AcknowledgementView } from '../../../electron/contract/acknowledgement.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { settingsSource } from '../../main-sources.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { useMainValue } from '../../use-main-state.ts';
import { useTimeLine } from '../delivery/times.ts';
import styles from './AcknowledgementPage.module.css';
import { countAnswered, countRead } from './flow-step.ts';
import { NotYetForm } from './NotYetForm.tsx';
import { ReceiptList } from './ReceiptList.tsx';
import { isOwing, standingOf } from './standing.ts';
import { useStanding } from './use-standing.ts';
import { VerifySection } from './VerifySection.tsx';
import { WhatItProves } from './WhatItProves.tsx';

interface Props {
  readonly view: AcknowledgementView;
  /** From the reading or a signature: whoever listens, and the page's scroll, begin again at the headline. */
  readonly isBack: boolean;
  /** A major amendment has ended the reading that was open here. */
  readonly isOvertaken: boolean;
  readonly onBegun: () => void;
}

/** Before and between: what is owed, the way in, and the receipts of earlier years. */
export function StartView({ view, isBack, isOvertaken, onBegun }: Props) {
  const t = useWords();
  const sentence = useStanding()?.sentence;
  const basis = useMainValue(settingsSource)?.values.acknowledgement.basis ?? null;
  const { ask, failure, isRunning } = useAsking();
  const { progress, notYet } = view;
  const standing = standingOf(view);
  const headline = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isBack) headline.current?.focus();
  }, [isBack]);
  const isWholeToo = standing === 'newEdition' && view.duty.scope === 'whole';
  const whatComes = (progress ?? view.duty).scope === 'changes' ? 'changes' : isWholeToo ? 'wholeToo' : 'whole';
  const begin = async () => {
    if (await ask(mainProcess.acknowledgement.begin)) onBegun();
  };
  return (
    <>
      <section className={styles.card}>
        <h2 className={styles.headline} ref={headline} tabIndex={-1}>
          {t(`acknowledgement-page:headline.${standing}`)}
        </h2>
        <p className={styles.sentence}>{sentence}</p>
        {isOvertaken && (
          <p className={styles.notice} role="alert">
            {t('acknowledgement-page:overtaken')}
          </p>
        )}
        <p>{basis === null ? t('acknowledgement-page:noBasis') : t('acknowledgement-page:basis', { basis })}</p>
        {progress && (
          <p>
            {t('acknowledgement-page:resume', {
              read: countRead(progress),
              sections: progress.sections.length,
              answered: countAnswered(progress),
              questions: progress.questions.length,
            })}
          </p>
        )}
        <div className={styles.actions}>
          <Button
            appearance={isOwing(standing) || progress || !view.last ? 'primary' : 'secondary'}
            size="large"
            disabled={isRunning}
            onClick={() => void begin()}
          >
            {t(
              progress
                ? 'acknowledgement-page:continue'
                : view.last
                  ? 'acknowledgement-page:beginAgain'
                  : 'acknowledgement-page:begin',
            )}
          </Button>
          <a href="#/rules">{t('acknowledgement-page:readOnly')}</a>
        </div>
        {failure && <FailureBar failure={failure} />}
        <p className={styles.quiet}>{t(`acknowledgement-page:whatComes.${whatComes}`)}</p>
      </section>
      {notYet && <NotYetNote notYet={notYet} />}
      {view.problems.map(({ kind, detail }) => (
        <div key={`${kind} ${detail}`} className={styles.notice} role="alert">
          <p>{t(`acknowledgement-page:problem.${kind}`)}</p>
          <p className={styles.quiet}>
            <code>{detail}</code>
          </p>
        </div>
      ))}
      {view.last && (
        <section className={styles.card} aria-labelledby="receipts">
          <h2 id="receipts" className={styles.subheading}>
            {t('acknowledgement-page:receipts.heading')}
          </h2>
          <ReceiptList newest={view.last.receiptId} />
        </section>
      )}
      <Disclosure heading={t('acknowledgement-page:notYet.heading')}>
        <NotYetForm said={notYet} />
      </Disclosure>
      <Disclosure heading={t('acknowledgement-page:proof.heading')}>
        <WhatItProves />
      </Disclosure>
      <Disclosure heading={t('acknowledgement-page:verify.heading')}>
        <VerifySection />
      </Disclosure>
    </>
  );
}

function NotYetNote({ notYet }: { readonly notYet: NonNullable<AcknowledgementView['notYet']> }) {
  const t = useWords();
  const timeLine = useTimeLine();
  return (
    <div className={styles.notice}>
      <p>{t('acknowledgement-page:notYet.said', { time: timeLine(notYet.atMs) })}</p>
      {notYet.words && <blockquote className={styles.ownWords}>{notYet.words}</blockquote>}
    </div>
  );
}
