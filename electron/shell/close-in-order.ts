import { app } from 'electron';
import type { UsageService } from '../features/usage/usage-service.ts';
import { onSessionEnd } from './session-end.ts';

/** A disk that does not answer must not keep the PC from shutting down. */
const CLOSE_BOUND_MS = 3_000;
/** systemd ends what does not end itself 90 s after its SIGTERM; who quits later than this quits of their own accord. */
const SESSION_END_STANDS_MS = 120_000;

/**
 * Takes the last reading and writes it before the app ends, and notes whether the PC or only the app goes off.
 * The end of the session is noted as soon as it is announced but not acted on: it may be called off, and then the app
 * has gone on measuring. It is the system that ends us.
 */
export function closeInOrder(
  usage: Pick<UsageService, 'close' | 'noteShutdown'>,
  needsWindowForSessionEnd: boolean,
  nowMs: () => number = () => performance.now(),
): void {
  let sessionEndAtMs = -Infinity;
  let isClosed = false;
  const close = async () => {
    const how = nowMs() - sessionEndAtMs < SESSION_END_STANDS_MS ? 'shutdown' : 'quit';
    const bound = new Promise((resolve) => setTimeout(resolve, CLOSE_BOUND_MS));
    await Promise.race([usage.close(how), bound]).catch(() => {});
    isClosed = true;
  };
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().then(() => app.quit());
  });
  void app.whenReady().then(() =>
    onSessionEnd(needsWindowForSessionEnd, () => {
      sessionEndAtMs = nowMs();
      void usage.noteShutdown();
    }),
  );
}
