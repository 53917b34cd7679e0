import type { Released } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';
import { useMoment } from './use-moment.ts';

const PARTS = ['connections', 'screenshot', 'words'] as const satisfies readonly (keyof Released)[];

/** What the person has let go, and when; where it went stands on the delivery page. */
export function ReleasedList({ released }: { readonly released: readonly Released[] }) {
  const t = useWords();
  const moment = useMoment();
  if (released.length === 0) return null;
  const partsOf = (one: Released) =>
    PARTS.filter((part) => one[part])
      .map((part) => t(`incident-page:evidence.part.${part}`))
      .join(t('incident-page:evidence.partsJoin'));
  return (
    <div role="status" data-testid="released">
      <ul className={styles.lines}>
        {released.map((one) => (
          <li key={one.documentId}>
            {partsOf(one) && t('incident-page:evidence.releasedAt', { time: moment(one.atMs), what: partsOf(one) })}
            {one.connectionsTooMany > 0 && (
              <strong> {t('incident-page:evidence.tooMany', { count: one.connectionsTooMany })}</strong>
            )}
            {one.screenshotTooLarge && <strong> {t('incident-page:evidence.tooLarge')}</strong>}
          </li>
        ))}
      </ul>
      <a href="#/delivery">{t('incident-page:evidence.whereTo')}</a>
    </div>
  );
}
