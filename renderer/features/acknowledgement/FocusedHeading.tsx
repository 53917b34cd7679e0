import { type ReactNode, useEffect, useRef } from 'react';
import styles from './AcknowledgementPage.module.css';

/** A step's heading, which takes the focus when the step appears, so that a screen reader goes on there. */
export function FocusedHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 className={styles.stepHeading} ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
