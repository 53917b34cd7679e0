import { Button } from '@fluentui/react-components';
import type { Telling } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { appInfoSource, settingsSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';
import styles from './DeskCard.module.css';
import { useHoursWords } from './use-hours-words.ts';

/** A card for the desk, since a screen may be what has failed. Printing it prints nothing else. */
export function DeskCard({ telling }: { readonly telling: Telling }) {
  const t = useWords();
  const info = useMainValue(appInfoSource);
  const keys = useMainValue(settingsSource)?.values.incident.shortcut ?? '';
  const numbers = useNumbers(telling);
  return (
    <>
      <section className={styles.card} aria-label={t('incident:card.title')}>
        <h3 className={styles.title}>{t('incident:card.title')}</h3>
        <p>{keys ? t('incident-page:card.press', { keys }) : t('incident-page:card.pressNoKeys')}</p>
        {numbers.map((phone) => (
          <p key={phone} className={styles.large}>
            {t('incident:card.hotline', { phone })}
          </p>
        ))}
        <p className={styles.large}>{t('incident:card.machine', { machine: info?.machineName ?? '' })}</p>
        <p className={styles.large}>{t('incident-page:card.code')}</p>
        <p>{t('incident:card.cable')}</p>
        <p>{t('incident:card.restore', { commission: telling.commission.name })}</p>
      </section>
      <div>
        <Button onClick={() => window.print()}>{t('incident-page:card.print')}</Button>
      </div>
    </>
  );
}

/** Every number with its hours: paper does not know at what hour it is read. */
function useNumbers({ hotlines, commission }: Telling): string[] {
  const t = useWords();
  const hoursOf = useHoursWords();
  const inHours = (phone: string, hours: string) => (hours ? t('incident-page:card.inHours', { phone, hours }) : phone);
  if (hotlines.length === 0) return [inHours(`${commission.name} ${commission.phone}`.trim(), commission.hours)];
  return hotlines.map(({ name, phone, hours, afterHoursPhone }) => {
    const first = inHours(`${name} ${phone}`, hoursOf({ hours }));
    return afterHoursPhone ? `${first} ${t('incident-page:card.otherTimes', { phone: afterHoursPhone })}` : first;
  });
}
