import { Button } from '@fluentui/react-components';
import { type Telling, whomToCall } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { appInfoSource, settingsSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';
import styles from './DeskCard.module.css';

/** A card for the desk, since a screen may be what has failed. Printing it prints nothing else. */
export function DeskCard({ telling }: { readonly telling: Telling }) {
  const t = useWords();
  const info = useMainValue(appInfoSource);
  const keys = useMainValue(settingsSource)?.values.incident.shortcut ?? '';
  const { name, phone, otherPhone } = whomToCall(telling);
  const numbers = [name, phone, otherPhone].filter(Boolean).join(' / ');
  return (
    <>
      <section className={styles.card} aria-label={t('incident:card.title')}>
        <h3 className={styles.title}>{t('incident:card.title')}</h3>
        <p>{keys ? t('incident-page:card.press', { keys }) : t('incident-page:card.pressNoKeys')}</p>
        <p className={styles.large}>{t('incident:card.hotline', { phone: numbers })}</p>
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
