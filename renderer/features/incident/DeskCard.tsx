import { Button } from '@fluentui/react-components';
import type { Telling } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { appInfoSource, settingsSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';
import styles from './DeskCard.module.css';
import { useHotlineWords, useNumberInHours } from './use-number-words.ts';

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
  const inHours = useNumberInHours();
  const wordsOf = useHotlineWords();
  if (hotlines.length === 0) return [inHours(`${commission.name} ${commission.phone}`.trim(), commission.hours)];
  return hotlines.map(wordsOf);
}
