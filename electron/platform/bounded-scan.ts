import type { ScanResult } from '../contract/mail.ts';

/**
 * A scan's result, or what its end was: `stopped` by the person, `late` after its time, `failed` where it threw. Waits
 * for nothing beyond: a file on a share that hangs may never answer. `scan` is given the signal that ends it.
 */
export async function boundedScan(
  scan: (signal: AbortSignal) => Promise<ScanResult>,
  stopped: AbortSignal,
  timeoutMs: number,
): Promise<ScanResult> {
  const bound = new AbortController();
  const endIt = () => bound.abort();
  const timer = setTimeout(endIt, timeoutMs);
  stopped.addEventListener('abort', endIt, { once: true });
  const ended = new Promise<'ended'>((resolve) => {
    bound.signal.addEventListener('abort', () => resolve('ended'), { once: true });
  });
  if (stopped.aborted) endIt();
  try {
    const result = await Promise.race([bound.signal.aborted ? ended : scan(bound.signal), ended]);
    if (stopped.aborted) return notScanned('stopped', '');
    return result === 'ended' ? notScanned('late', '') : result;
  } catch (error) {
    return notScanned('failed', error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener('abort', endIt);
  }
}

function notScanned(why: 'stopped' | 'late' | 'failed', detail: string): ScanResult {
  return { kind: 'not-scanned', why, scanner: null, detail: detail.slice(0, 300) };
}
