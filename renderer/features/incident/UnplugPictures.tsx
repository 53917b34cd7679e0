import { useWords } from '../../language.ts';
import styles from './UnplugPictures.module.css';

/** How to disconnect by hand, drawn: the picture says it to who cannot read for fright. */
export function UnplugPictures() {
  const t = useWords();
  return (
    <section className={styles.unplug} aria-labelledby="unplug">
      <h2 id="unplug" className={styles.heading}>
        {t('incident-page:unplug.heading')}
      </h2>
      <ol className={styles.list}>
        <li className={styles.step}>
          <Cable />
          {t('incident-page:unplug.cable')}
        </li>
        <li className={styles.step}>
          <FlightKey />
          {t('incident-page:unplug.flight')}
        </li>
        <li className={styles.step}>
          <PowerKey />
          {t('incident-page:unplug.power')}
        </li>
      </ol>
      <p className={styles.quiet}>{t('incident-page:unplug.watching')}</p>
    </section>
  );
}

/** A socket, a plug with its clip pressed down, and the arrow away from the wall. */
function Cable() {
  return (
    <svg className={styles.picture} viewBox="0 0 160 100" aria-hidden="true">
      <path className={styles.body} d="M6 14h40v72H6zM16 30h20v40H16z" />
      <path className={styles.line} d="M20 62v8m4-8v8m4-8v8m4-8v8" />
      <path className={styles.body} d="M66 34h34v32H66zM100 42h12v16h-12z" />
      <path className={styles.line} d="M112 50h42" />
      <path className={styles.strong} d="M72 34l22-9M83 8v12m-5-5 5 6 5-6" />
      <path className={styles.strong} d="M84 82h44m-9-7 10 7-10 7" />
    </svg>
  );
}

/** A key cap among its neighbours, with the aeroplane that every maker prints on it. */
function FlightKey() {
  return (
    <svg className={styles.picture} viewBox="0 0 160 100" aria-hidden="true">
      <path className={styles.line} d="M8 26h32v32H8zM120 26h32v32h-32zM8 66h32v24H8zM120 66h32v24h-32z" />
      <rect className={styles.body} x="48" y="14" width="64" height="64" rx="8" />
      <path
        className={styles.filled}
        d="M80 24c3 0 4 4 4 8v7l20 12v5l-20-6v12l6 5v4l-10-3-10 3v-4l6-5V50l-20 6v-5l20-12v-7c0-4 1-8 4-8z"
      />
      <path className={styles.line} d="M56 92h48" />
    </svg>
  );
}

/** The power sign under a pressing finger. */
function PowerKey() {
  return (
    <svg className={styles.picture} viewBox="0 0 160 100" aria-hidden="true">
      <circle className={styles.body} cx="62" cy="50" r="38" />
      <path className={styles.strong} d="M62 26v22M48 34a22 22 0 1 0 28 0" />
      <circle className={styles.line} cx="128" cy="50" r="22" />
      <path className={styles.strong} d="M128 36v14l9 7" />
    </svg>
  );
}
