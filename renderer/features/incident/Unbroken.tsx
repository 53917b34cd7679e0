import { Fragment } from 'react';
import styles from './Unbroken.module.css';

/** A code or a number, with hyphens inside: `K7M-4Q2`, `03-000-0000`. */
const HYPHENED = /([0-9A-Z]+(?:-[0-9A-Z]+)+)/;

/** Words in which no line ends in the middle of a code or a telephone number. */
export function Unbroken({ words }: { readonly words: string }) {
  return words.split(HYPHENED).map((part, place) => {
    // Split at a group: each second part is what it caught.
    const key = `${place} ${part}`;
    return place % 2 === 1 ? (
      <span key={key} className={styles.whole}>
        {part}
      </span>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
