import type { ReactNode } from 'react';
import styles from './Section.module.css';

/** A secondary thing, folded away until asked for. */
export function Disclosure({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary className={styles.summary}>
        <h2 className={styles.heading}>{heading}</h2>
        <svg className={styles.chevron} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 6 8 10.5 12.5 6" />
        </svg>
      </summary>
      <div className={styles.folded}>{children}</div>
    </details>
  );
}
