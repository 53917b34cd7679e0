import { useEffect, useState } from 'react';

/** Longest wait for an idle moment before the rest of the page loads all the same. */
const IDLE_TIMEOUT_MS = 600;

/** False until the first drawing is done and the engine idle, so that what is below does not delay what is above. */
export function useAfterFirstPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const handle = window.requestIdleCallback(() => setPainted(true), { timeout: IDLE_TIMEOUT_MS });
    return () => window.cancelIdleCallback(handle);
  }, []);
  return painted;
}
