import { join } from 'node:path';
import { app, nativeTheme, powerMonitor, session } from 'electron';
import { CallRefused } from './contract/call-refused.ts';
import type { Language } from './contract/format.ts';
import { calls, type Handlers } from './contract/ipc.ts';
import { usageHandlers } from './features/usage/handlers.ts';
import { OfficialFigure } from './features/usage/official-figure.ts';
import { UsageService } from './features/usage/usage-service.ts';
import { answerCalls, sendEvent } from './ipc/main-side.ts';
import type { Platform } from './platform/platform.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { agencyFetch } from './shell/agency-session.ts';
import { appHandlers } from './shell/app-handlers.ts';
import { appInfo, systemLanguage } from './shell/app-info.ts';
import { serveAppPages } from './shell/app-protocol.ts';
import { closeInOrder } from './shell/close-in-order.ts';
import { openLink } from './shell/links.ts';
import { logTo } from './shell/log.ts';
import { setMenu } from './shell/menu.ts';
import { Notices } from './shell/notices.ts';
import { sayLedgerProblems } from './shell/say-problems.ts';
import { confinePages, confineSession } from './shell/security.ts';
import { applyStartAtSignIn } from './shell/sign-in-start.ts';
import { toastStillMeasuring, toastThreshold } from './shell/toasts.ts';
import { UsageTray } from './shell/tray.ts';
import { MainWindow } from './shell/window.ts';
import { type Words, wordsIn } from './shell/words.ts';

// Not from import.meta.url: the builder puts this file into a chunk of its own, one folder deeper.
const built = (path: string) => join(app.getAppPath(), 'dist', path);
const MANAGED_RELOAD_MS = 15 * 60_000;

export interface DeskParts {
  readonly platform: Platform;
  readonly folder: string;
  readonly hidden: boolean;
}

/** Builds each service once, wires them, opens. */
export async function openDesk({ platform, folder, hidden }: DeskParts): Promise<void> {
  const log = logTo(folder);
  const settings = new SettingsStore({ platform, folder, log });
  const language = (): Language =>
    settings.values.language === 'system' ? systemLanguage() : settings.values.language;
  const words: Words = (key, values) =>
    wordsIn(language())(key, { commission: settings.values.commission.name, ...values });

  const official: OfficialFigure = new OfficialFigure({
    fetch: (address, init) => agencyFetch(settings.values.caFile, address, init),
    settings: () => settings.values,
    account: platform.account().accountName,
    day: () => usage.today(),
    folder,
    log,
  });
  const usage: UsageService = new UsageService({
    platform,
    folder: join(folder, 'usage'),
    settings: () => settings.values,
    official: () => official.current(),
    log,
  });
  const notices = new Notices(join(folder, 'shell.json'), (list) => {
    if (window.webContents) sendEvent(window.webContents, 'app', 'notices', list);
  });
  let tray: UsageTray | null = null;
  const window: MainWindow = new MainWindow(built('electron/preload.cjs'), () => tray !== null, {
    onWatched: (watched) => {
      usage.setWatched(watched);
      if (watched) void settings.reloadManaged();
    },
    onClosedByPerson: (kept) => {
      const kind = kept === 'inTray' ? 'closes-to-tray' : 'closes-to-minimised';
      if (notices.sayOnce({ kind, id: kind })) toastStillMeasuring(kept, words, open);
    },
  });
  const open = () => window.show();
  const showUsage = () => {
    const snapshot = usage.snapshot();
    if (window.webContents) sendEvent(window.webContents, 'usage', 'changed', snapshot);
    tray?.update(snapshot, language(), words);
    sayLedgerProblems(usage, notices);
  };

  nativeTheme.themeSource = settings.values.theme;
  confinePages();
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => {});
  closeInOrder(usage, platform.needsWindowForSessionEnd);

  await app.whenReady();
  confineSession(session.defaultSession);
  serveAppPages(session.defaultSession, built('renderer'));
  answerCalls(
    {
      usage: usageHandlers({
        usage,
        refreshOfficial: () => official.refresh(true),
        exportCsv: async () => {
          const { saveCsv } = await import('./shell/save-csv.ts');
          return saveCsv(usage, settings.values.timeZone, words);
        },
      }),
      incident: notWiredYet('incident'),
      delivery: notWiredYet('delivery'),
      settings: { view: () => settings.view(), set: (change) => settings.set(change) },
      app: appHandlers({
        info: () => appInfo(platform, folder, tray !== null, notices.firstRunDone),
        notices,
        openLink: (name) => openLink(name, { systemUsagePage: platform.systemUsagePage, dataFolder: folder }),
      }),
    },
    log,
  );

  usage.onChange(showUsage);
  usage.onThreshold((percent, snapshot) => {
    notices.say({ kind: 'threshold', id: `threshold-${snapshot.day}-${percent}`, percent });
    const { toasts, toastAtPercent } = settings.values;
    if (toasts && toastAtPercent.includes(percent)) toastThreshold(percent, snapshot, language(), words, open);
  });
  usage.start();
  if (!hidden) window.show();

  // What follows is not needed for the first page.
  const applySettings = () => {
    nativeTheme.themeSource = settings.values.theme;
    setMenu(words, () => app.quit());
    showUsage();
  };
  settings.onChange((view) => {
    if (window.webContents) sendEvent(window.webContents, 'settings', 'changed', view);
    usage.settingsChanged();
    applySettings();
  });
  if (await platform.hasTrayHost()) tray = new UsageTray({ open, quit: () => app.quit() });
  else if (hidden) log('no tray on this desktop: started hidden, open the app to see it');
  applySettings();
  official.onChange(showUsage);
  official.start();
  powerMonitor.on('suspend', () => usage.readNow());
  powerMonitor.on('resume', () => usage.readNow());
  powerMonitor.on('unlock-screen', () => settings.reloadManaged());
  setInterval(() => settings.reloadManaged(), MANAGED_RELOAD_MS).unref();
  if (app.isPackaged) applyStartAtSignIn(platform.startAtSignIn, settings.values.startAtSignIn);
}

/** Refuses every call of a room that the next commit opens: the page says that this PC has it not, and does nothing. */
function notWiredYet<F extends 'incident' | 'delivery'>(feature: F): Handlers[F] {
  const refuse = () => {
    throw new CallRefused('not-available', `${feature} is not wired yet`);
  };
  return Object.fromEntries(Object.keys(calls[feature]).map((name) => [name, refuse])) as unknown as Handlers[F];
}
