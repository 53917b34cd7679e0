import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

interface Props {
  readonly heading: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function Section({ heading, hint, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {heading}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}
