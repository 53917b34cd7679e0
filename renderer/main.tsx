import { createRoot } from 'react-dom/client';
import { formatClock } from '../electron/contract/format.ts';
import { App } from './App.tsx';
import { languageOf, startLanguage, switchLanguage } from './language.ts';
import { appInfoSource, incidentSource, noticesSource, settingsSource, todaySource } from './main-sources.ts';

/** All are asked for at once, and main answers them together; only notices are not needed for the first drawing. */
async function start(): Promise<void> {
  const needed = [settingsSource.load(), appInfoSource.load(), todaySource.load()];
  void noticesSource.load();
  void incidentSource.load();
  // Main needs a while to answer: what the first drawing needs besides is made ready meanwhile.
  needed.push(startLanguage());
  warmUpClock();
  await Promise.all(needed);

  const settings = settingsSource.current();
  const info = appInfoSource.current();
  const chosen = settings.kind === 'value' ? settings.value.values.language : undefined;
  await switchLanguage(languageOf(chosen, info.kind === 'value' ? info.value : null));

  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  createRoot(place).render(<App />);
}

/** The engine's first formatter takes 15 ms, those after it next to nothing. */
function warmUpClock(): void {
  formatClock(Date.now(), 'UTC');
}

void start();
