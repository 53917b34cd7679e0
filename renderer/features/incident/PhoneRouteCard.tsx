import type { PhoneRoute } from '../../../electron/contract/incident-calls.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

/** The picture for a phone, and the text that it holds for who cannot scan it. Black on white: inverted codes fail. */
export function PhoneRouteCard({ route }: { readonly route: PhoneRoute }) {
  const t = useWords();
  const box = `0 0 ${route.sizeModules} ${route.sizeModules}`;
  return (
    <div className={styles.phoneRoute}>
      <svg className={styles.qr} viewBox={box} role="img" aria-label={route.text} data-testid="qr">
        <rect className={styles.qrGround} width={route.sizeModules} height={route.sizeModules} />
        <path className={styles.qrDark} d={route.path} />
      </svg>
      <div>
        <p>{t('incident:phone.qrHint')}</p>
        <p className={styles.qrText}>{route.text}</p>
      </div>
    </div>
  );
}
