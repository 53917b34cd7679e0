import type { OutboxItem } from '../../../electron/contract/delivery.ts';
import { useWords } from '../../language.ts';
import styles from './DeliveryPage.module.css';
import { useTimeLine } from './times.ts';

/** Each place that a document goes to: how far it is there, how often it was tried, and why it is no further. */
export function StandingList({ item }: { readonly item: OutboxItem }) {
  const t = useWords();
  const timeLine = useTimeLine();
  if (item.channels.length === 0) return <p>{t('delivery:noPlaces')}</p>;
  return (
    <ul className={styles.standings}>
      {item.channels.map(({ channel, place, state, reason, detail, attempts, atMs }) => (
        <li key={channel}>
          <p>
            {t(`delivery:channel.${channel}`)} <span className={styles.place}>{place}</span>{' '}
            <strong>{t(`delivery:standing.${state}`)}</strong>{' '}
            <span className={styles.quiet}>
              {timeLine(atMs)} {attempts > 0 && t('delivery:attempts', { count: attempts })}
            </span>
          </p>
          {reason && <p>{t(`delivery:reason.${reason}`)}</p>}
          {detail && <code className={styles.detail}>{detail}</code>}
        </li>
      ))}
    </ul>
  );
}
