import { type Telling, whomToCall } from '../../../electron/contract/incident-words.ts';
import { useLanguage, useWords } from '../../language.ts';
import styles from './CallBlock.module.css';

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
  const hours = useHours(telling);
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
      {say && (
        <figure className={styles.say}>
          <figcaption className={styles.quiet}>
            {t(isDrill ? 'incident-page:call.sayDrill' : 'incident-page:call.say')}
          </figcaption>
          <blockquote className={styles.words}>{say}</blockquote>
        </figure>
      )}
    </div>
  );
}

/** 1 January 2024 was a Monday, day 1 of the settings. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function useHours({ hotlines, commission }: Telling): string {
  const t = useWords();
  const language = useLanguage();
  const [first] = hotlines;
  if (!first) return commission.hours;
  if (!first.hours) return t('incident-page:call.hoursAllDay');
  const { days, opensAt, closesAt } = first.hours;
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const names = [...days].sort().map((day) => weekday.format(MONDAY_MS + (day - 1) * DAY_MS));
  return t('incident-page:call.hoursLine', {
    days: new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(names),
    opensAt,
    closesAt,
  });
}
