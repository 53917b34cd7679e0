import { useEffect } from 'react';

/** The name that the bench waits for. */
const MARK = 'true-number-drawn';

/** Marks once, in the frame after the first true number was painted. */
export function useTrueNumberMark(known: boolean): void {
  useEffect(() => {
    if (!known || performance.getEntriesByName(MARK).length > 0) return;
    // The first callback runs before the paint that shows the number, the second after it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => performance.mark(MARK));
    });
    return () => cancelAnimationFrame(frame);
  }, [known]);
}
