import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../../electron/contract/mail.ts';
import { boundedScan } from '../../../electron/platform/bounded-scan.ts';

const clean: ScanResult = {
  kind: 'nothing-found',
  scanner: { name: 'clamscan', version: 'ClamAV 1.4.6', signaturesOn: '2026-11-20' },
};
const never = new AbortController().signal;
const hangs = () => new Promise<ScanResult>(() => {});

describe('a scan', () => {
  it('gives its own result in time', async () => {
    expect(await boundedScan(async () => clean, never, 1_000)).toBe(clean);
  });

  it('that hangs is late, whether it heeds its signal or not', async () => {
    const startedAtMs = performance.now();
    expect(await boundedScan(hangs, never, 50)).toMatchObject({ kind: 'not-scanned', why: 'late' });
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });

  it('that hangs is stopped at once when the person cancels', async () => {
    expect(await boundedScan(hangs, AbortSignal.timeout(20), 60_000)).toMatchObject({ why: 'stopped' });
  });

  it('is not begun once it was cancelled', async () => {
    let begun = false;
    const result = await boundedScan(
      async () => {
        begun = true;
        return clean;
      },
      AbortSignal.abort(),
      1_000,
    );
    expect(result).toMatchObject({ why: 'stopped' });
    expect(begun).toBe(false);
  });

  it('that was cancelled says so, even where it had an answer by then', async () => {
    const stop = new AbortController();
    const result = await boundedScan(
      async () => {
        stop.abort();
        return clean;
      },
      stop.signal,
      1_000,
    );
    expect(result).toMatchObject({ why: 'stopped' });
  });

  it('that throws has failed, in the system’s words', async () => {
    const result = await boundedScan(() => Promise.reject(new Error('EIO: i/o error')), never, 1_000);
    expect(result).toEqual({ kind: 'not-scanned', why: 'failed', scanner: null, detail: 'EIO: i/o error' });
  });
});
