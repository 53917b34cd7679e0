import type { ReactNode } from 'react';
import styles from './Table.module.css';

/** A table that scrolls sideways where it must, by key as well: hence the tab stop. */
export function TableFrame({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse.
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for what is filled in.
    <div className={styles.scroll} role="group" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visuallyHidden">{caption}</caption>
        {children}
      </table>
    </div>
  );
}
