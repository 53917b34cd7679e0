import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { languageOf, startLanguage } from './language.ts';
import { appInfoSource, incidentSource, noticesSource, settingsSource, todaySource } from './main-sources.ts';

/** All are asked for at once; the first drawing waits only for what decides its language and colours. */
async function start(): Promise<void> {
  const needed = [settingsSource.load(), appInfoSource.load()];
  void todaySource.load();
  void noticesSource.load();
  void incidentSource.load();
  await Promise.all(needed);

  const settings = settingsSource.current();
  const info = appInfoSource.current();
  const chosen = settings.kind === 'value' ? settings.value.values.language : undefined;
  await startLanguage(languageOf(chosen, info.kind === 'value' ? info.value : null));

  const place = document.getElementById('root');
  if (!place) throw new Error('index.html has no #root');
  createRoot(place).render(<App />);
}

void start();
