import { type Telling, whomToCall } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import styles from './CallBlock.module.css';
import { Unbroken } from './Unbroken.tsx';
import { useHoursWords } from './use-hours-words.ts';

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
  const [first, ...others] = telling.hotlines;
  const hours = first ? hoursOf(first) : telling.commission.hours;
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
      {callee.otherPhone && <p>{t('incident-page:call.other', { phone: callee.otherPhone })}</p>}
      {callee.phone && hours && <p className={styles.quiet}>{t('incident-page:call.hours', { hours })}</p>}
      {others.map(({ name, phone, afterHoursPhone }) => (
        <p key={`${name} ${phone}`} className={styles.quiet}>
          {t('incident-page:call.also', { phone: [`${name} ${phone}`, afterHoursPhone].filter(Boolean).join(' / ') })}
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
