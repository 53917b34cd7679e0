import { app, dialog } from 'electron';
import { systemLanguage } from './app-info.ts';
import { wordsIn } from './words.ts';

/** Says in words why there is no window, and what to do, in place of Electron's own stack trace; then ends with 2. */
export function cannotStart(error: unknown): void {
  const words = wordsIn(systemLanguage());
  const detail = error instanceof Error ? error.message : String(error);
  const text = words('shell:cannotStart.body', { detail });
  process.stderr.write(`${text}\n`);
  // On Linux without a display this prints the same words to standard error.
  dialog.showErrorBox(words('shell:cannotStart.title'), text);
  app.exit(2);
}
