import { app } from 'electron';
import type { UsageService } from '../features/usage/usage-service.ts';
import { onSessionEnd } from './session-end.ts';

/** A disk that does not answer must not keep the PC from shutting down. */
const CLOSE_BOUND_MS = 3_000;

/** Takes the last reading and writes it before the app ends, and notes whether the PC or only the app goes off. */
export function closeInOrder(usage: Pick<UsageService, 'close'>, needsWindowForSessionEnd: boolean): void {
  let isSessionEnding = false;
  let isClosed = false;
  const close = async () => {
    const bound = new Promise((resolve) => setTimeout(resolve, CLOSE_BOUND_MS));
    await Promise.race([usage.close(isSessionEnding ? 'shutdown' : 'quit'), bound]).catch(() => {});
    isClosed = true;
  };
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().then(() => app.quit());
  });
  void app.whenReady().then(() =>
    onSessionEnd(needsWindowForSessionEnd, () => {
      isSessionEnding = true;
      app.quit();
    }),
  );
}
