import { type Telling, whomToCall } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import styles from './CallBlock.module.css';
import { Unbroken } from './Unbroken.tsx';
import { useHoursWords } from './use-hours-words.ts';
import { useHotlineWords, useNumberInHours } from './use-number-words.ts';

interface Props {
  readonly telling: Telling;
  /** What to say when they answer; left out before there is a code. */
  readonly say?: string | undefined;
  /** Nobody is to be called now: the block shows what a real incident would. */
  readonly isDrill?: boolean;
}

/** The number to call now, large enough to read across a desk. Text, not a link: the PC may be cut off. */
export function CallBlock({ telling, say, isDrill = false }: Props) {
  const t = useWords();
  const callee = whomToCall(telling);
  const hoursOf = useHoursWords();
  const inHours = useNumberInHours();
  const wordsOf = useHotlineWords();
  const [first, ...others] = telling.hotlines;
  const hours = first ? hoursOf(first) : telling.commission.hours;
  // The hours are those of the first number; the other one is answered when it is not.
  const isAfterHours = first !== undefined && callee.phone !== first.phone;
  return (
    <div className={styles.call}>
      <p className={styles.heading}>
        {t(isDrill ? 'incident-page:call.headingDrill' : 'incident-page:call.heading')} {callee.name}
      </p>
      {callee.phone ? (
        <p className={styles.phone} data-testid="hotline">
          {callee.phone}
        </p>
      ) : (
        <p className={styles.noPhone}>{t('incident-page:call.none')}</p>
      )}
      {callee.phone && hours && !isAfterHours && (
        <p className={styles.quiet}>{t('incident-page:call.hours', { hours })}</p>
      )}
      {callee.otherPhone && (
        <p>
          {t('incident-page:call.other', {
            phone: isAfterHours ? inHours(callee.otherPhone, hours) : callee.otherPhone,
          })}
        </p>
      )}
      {others.map((hotline) => (
        <p key={`${hotline.name} ${hotline.phone}`} className={styles.quiet}>
          {t('incident-page:call.also', { phone: wordsOf(hotline) })}
        </p>
      ))}
      {say && (
        <figure className={styles.say}>
          <figcaption className={styles.quiet}>
            {t(isDrill ? 'incident-page:call.sayDrill' : 'incident-page:call.say')}
          </figcaption>
          <blockquote className={styles.words}>
            <Unbroken words={say} />
          </blockquote>
        </figure>
      )}
    </div>
  );
}
