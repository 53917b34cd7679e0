import { Button } from '@fluentui/react-components';
import type { ProgramsView } from '../../../../electron/contract/mail-program.ts';
import { useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { useAnswer } from '../../../use-answer.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import styles from '../MailPage.module.css';
import { ProgramCard } from './ProgramCard.tsx';
import { groupsOf, notInstalledOf, programsHeadline } from './program-standing.ts';
import { useDayAndTime } from './use-day-and-time.ts';

/** Is the mail program set as clause 5(4) asks? Read from its own settings; nothing is changed. */
export function ProgramPart() {
  const t = useWords();
  const { state, again } = useAnswer(mainProcess.mail.programs);
  if (state.kind === 'waiting') return <p role="status">{t('ui:loading')}</p>;
  if (state.kind === 'failed')
    return <FailureBar failure={state.failure} action={<Button onClick={again}>{t('ui:retry')}</Button>} />;
  return <Programs view={state.value} onRecheck={again} />;
}

interface Props {
  readonly view: ProgramsView;
  readonly onRecheck: () => void;
}

function Programs({ view, onRecheck }: Props) {
  const t = useWords();
  const dayAndTime = useDayAndTime();
  const { kind, count } = programsHeadline(view.checks);
  const absent = notInstalledOf(view.checks);
  return (
    <>
      <section className={styles.card} aria-labelledby="programs">
        <h2 id="programs" className={styles.subheading}>
          {t('mail:program.heading')}
        </h2>
        <p className={styles.headline} data-tone={kind === 'Fail' ? 'amber' : 'plain'} role="status">
          {t(`mail:program.headline${kind}`, { count })}
        </p>
        {kind === 'None' && <p>{t('mail:program.noneBody')}</p>}
        <p>
          {t('mail:program.intro')} <ClauseLink clause="5.4" />
        </p>
        <div className={styles.actions}>
          <Button appearance={kind === 'Pass' ? 'secondary' : 'primary'} onClick={onRecheck}>
            {t('mail:program.recheck')}
          </Button>
          <span className={styles.quiet} role="status">
            {t('mail:program.lookedAt', { time: dayAndTime(view.lookedAtMs) })}
          </span>
        </div>
      </section>
      {groupsOf(view.checks).map((group) => (
        <ProgramCard key={`${group.program} ${group.profile}`} group={group} />
      ))}
      {absent.length > 0 && (
        <p className={styles.quiet}>
          {t('mail:program.notInstalled', {
            names: absent.map((program) => t(`mail:programName.${program}`)).join(t('mail:nameJoin')),
          })}
        </p>
      )}
    </>
  );
}
