import type { ProgramCheck } from '../../../../electron/contract/mail-program.ts';
import { useWords } from '../../../language.ts';
import { Section } from '../../../ui/Section.tsx';
import styles from '../MailPage.module.css';
import own from './ProgramCard.module.css';
import { type ProgramGroup, standingOf } from './program-standing.ts';
import { StepsDrawn } from './StepsDrawn.tsx';
import { useDayAndTime } from './use-day-and-time.ts';

/** One program and profile: each setting with its result, what that rests on, how old it is, and how to set it. */
export function ProgramCard({ group: { program, profile, checks } }: { readonly group: ProgramGroup }) {
  const t = useWords();
  const name = t(`mail:programName.${program}`);
  return (
    <Section heading={profile ? t('mail:program.profile', { program: name, profile }) : name}>
      <ul className={styles.lines}>
        {checks.map((check) => (
          <li key={check.setting} className={own.check} data-standing={standingOf(check)}>
            <CheckLine check={check} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function CheckLine({ check }: { readonly check: ProgramCheck }) {
  const t = useWords();
  const dayAndTime = useDayAndTime();
  const { program, setting, force, result, why, evidence, writtenAtMs } = check;
  return (
    <>
      <p className={own.line}>
        <strong>{t(`mail:setting.${setting}`)}</strong>
        <span className={styles.tag}>{t(`mail:force.${force}`)}</span>
        <span className={own.standing}>{t(`mail:standing.${standingOf(check)}`)}</span>
      </p>
      {why && <p>{t(`mail:why.${why}`)}</p>}
      {result !== 'pass' && (
        <details className={own.steps} open={result === 'fail' && force === 'required'}>
          <summary>{t('mail:program.how')}</summary>
          <StepsDrawn program={program} setting={setting} />
        </details>
      )}
      {(evidence.length > 0 || writtenAtMs !== null) && (
        <details>
          <summary className={styles.quiet}>{t('mail:program.evidence')}</summary>
          <ul className={styles.bullets}>
            {evidence.map(({ where, what }, place) => (
              <li key={place} className={styles.fixed}>
                <code>{where}</code> {what}
              </li>
            ))}
          </ul>
          {writtenAtMs !== null && <p>{t('mail:program.writtenAt', { time: dayAndTime(writtenAtMs) })}</p>}
        </details>
      )}
    </>
  );
}
