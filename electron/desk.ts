import './contract/interpreted.ts';
import { join } from 'node:path';
import { app, nativeTheme, powerMonitor } from 'electron';
import type { Language } from './contract/format.ts';
import type { UsageSnapshot } from './contract/usage.ts';
import { usageHandlers } from './features/usage/handlers.ts';
import { OfficialFigure } from './features/usage/official-figure.ts';
import { UsageService } from './features/usage/usage-service.ts';
import { type Answer, hasAsked } from './ipc/listen.ts';
import { answersBy, sendEvent } from './ipc/main-side.ts';
import type { Start } from './open-app.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { AcknowledgementFront } from './shell/acknowledgement-front.ts';
import { agencyFetch } from './shell/agency-session.ts';
import { appHandlers } from './shell/app-handlers.ts';
import { appInfo, systemLanguage } from './shell/app-info.ts';
import { closeInOrder } from './shell/close-in-order.ts';
import type { Wants } from './shell/command-line.ts';
import { openIncidentDesk } from './shell/incident-desk.ts';
import { IncidentFront } from './shell/incident-front.ts';
import { openLink } from './shell/links.ts';
import type { Log } from './shell/log.ts';
import { MailFront } from './shell/mail-front.ts';
import { setMenu } from './shell/menu.ts';
import { onNetworkBack } from './shell/network-back.ts';
import { Notices } from './shell/notices.ts';
import { startOwnProcess } from './shell/own-process.ts';
import { sayPageLost } from './shell/page-lost.ts';
import { RulesDesk } from './shell/rules-desk.ts';
import { sayLedgerProblems, sayRecordProblems } from './shell/say-problems.ts';
import { applyStartAtSignIn, isNewlyManaged, keepStartAtSignIn } from './shell/sign-in-start.ts';
import { percentToToast, toastStillMeasuring, toastThreshold } from './shell/toasts.ts';
import { UsageTray } from './shell/tray.ts';
import { TrayPresence } from './shell/tray-presence.ts';
import type { MainWindow } from './shell/window.ts';
import { type Words, wordsIn } from './shell/words.ts';

const MANAGED_RELOAD_MS = 15 * 60_000;

export interface DeskParts extends Start {
  readonly window: MainWindow;
  readonly log: Log;
}

export interface Desk {
  readonly answer: Answer;
  act(wants: Wants): void;
  /** What the first page does not need: tray, menu, the commission's figure. */
  settleIn(): Promise<void>;
}

/** Builds each service once, wires them, shows the window, takes the first reading. */
export function openDesk({ platform, folder, hidden, wants, window, log }: DeskParts): Desk {
  const settings = new SettingsStore({ platform, folder, log });
  const language = (): Language =>
    settings.values.language === 'system' ? systemLanguage() : settings.values.language;
  const words: Words = (key, values) =>
    wordsIn(language())(key, { commission: settings.values.commission.name, ...values });

  const official: OfficialFigure = new OfficialFigure({
    fetch: (address, init) => agencyFetch(settings.values, address, init),
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
  const incidentDesk = openIncidentDesk({ platform, folder, settings: () => settings.values, log });
  let hasSettled = false;
  /** The first page does not wait for the network. */
  const freshenOfficial = () => {
    if (hasSettled) void official.refresh();
  };
  const listener = () => (window.webContents && hasAsked(window.webContents) ? window.webContents : null);
  const notices = new Notices(join(folder, 'shell.json'), (list) => {
    sendEvent(listener(), 'app', 'notices', list);
  });
  const trayPresence = new TrayPresence(
    () => platform.hasTrayHost(),
    () => new UsageTray({ open, press: front.press, askRestore: front.askRestore, quit: () => app.quit() }),
  );
  const rules = new RulesDesk({
    folder: join(folder, 'rules'),
    settings: () => settings.values,
    log,
    onChange: (view) => {
      sendEvent(listener(), 'rules', 'changed', view);
      void acknowledgement.refresh();
    },
  });
  const acknowledgement: AcknowledgementFront = new AcknowledgementFront({
    platform,
    folder: join(folder, 'acknowledgement'),
    settings: () => settings.values,
    rulesDesk: rules,
    delivery: incidentDesk.delivery,
    deliveryStarted: incidentDesk.deliveryStarted,
    notices,
    language,
    words,
    log,
    open: () => open(),
    onChange: (view) => {
      sendEvent(listener(), 'acknowledgement', 'changed', view);
      showTray();
    },
  });
  window.serve({
    hasTray: () => trayPresence.ask(),
    onWatched: (watched) => {
      usage.setWatched(watched);
      if (!watched) return;
      settings.reloadManaged();
      freshenOfficial();
    },
    onClosedByPerson: (kept) => {
      const kind = kept === 'inTray' ? 'closes-to-tray' : 'closes-to-minimised';
      if (notices.sayOnce({ kind, id: kind })) toastStillMeasuring(kept, words, open);
    },
    onPageLost: () => {
      log('the page crashed again and again: its window is closed, measuring goes on');
      void sayPageLost(words, { open, quit: () => app.quit() });
    },
  });
  const open = () => window.show();
  const showTray = (snapshot?: UsageSnapshot) =>
    trayPresence.tray?.update(snapshot ?? usage.snapshot(), front.inTray(), language(), words, acknowledgement.owed());
  const front: IncidentFront = new IncidentFront({
    desk: incidentDesk,
    platform,
    folder,
    window,
    listener,
    settings: () => settings.values,
    language,
    words,
    log,
    notices,
    onShown: () => showTray(),
  });
  // Before all that could fail or take its time.
  if (wants) front.act(wants);
  sayRecordProblems(incidentDesk, platform.restoreCommand, notices, log);
  const built = (worker: string) => join(app.getAppPath(), 'dist/electron', worker);
  const mail = new MailFront({
    openAntivirus: async () => {
      const { AntivirusApart } = await import('./platform/antivirus-apart.ts');
      return new AntivirusApart(() => startOwnProcess(built('scan-worker.js'), 'CityNet Desk scan'));
    },
    startReading: () => startOwnProcess(built('programs-worker.js'), 'CityNet Desk mail programs'),
    incident: incidentDesk,
    settings: () => settings.values,
    language,
    words,
    listener,
    log,
  });
  const showUsage = () => {
    const snapshot = usage.snapshot();
    sendEvent(listener(), 'usage', 'changed', snapshot);
    showTray(snapshot);
    sayLedgerProblems(usage, notices);
    notices.keepThresholds(snapshot);
  };

  nativeTheme.themeSource = settings.values.theme;
  closeInOrder(
    {
      close: async (how) => {
        await Promise.all([usage.close(how), incidentDesk.close(), mail.close()]);
      },
      noteShutdown: () => usage.noteShutdown(),
    },
    platform.needsWindowForSessionEnd,
  );

  const answer = answersBy(
    {
      usage: usageHandlers({
        usage,
        refreshOfficial: () => official.refresh(true),
        exportCsv: async () => {
          const { saveCsv } = await import('./shell/save-csv.ts');
          return saveCsv(usage, settings.values.timeZone, words);
        },
      }),
      ...front.answers,
      rules: rules.answers,
      acknowledgement: acknowledgement.answers,
      mail: mail.answers,
      settings: {
        view: () => settings.view(),
        set: async (change) => {
          const view = await settings.set(change);
          if (change.startAtSignIn !== undefined) applyStartAtSignIn(platform.startAtSignIn, change.startAtSignIn);
          return view;
        },
      },
      app: appHandlers({
        info: () => appInfo(platform, folder, trayPresence.isThere, notices.firstRunDone),
        notices,
        openLink: (name) => openLink(name, { systemUsagePage: platform.systemUsagePage, dataFolder: folder }),
      }),
    },
    log,
  );

  usage.onChange(showUsage);
  usage.onThreshold((percents, snapshot) => {
    const { day } = snapshot;
    for (const percent of percents) notices.say({ kind: 'threshold', id: `threshold-${day}-${percent}`, day, percent });
    const highest = percentToToast(percents, settings.values);
    if (highest !== null) toastThreshold(highest, snapshot, language(), words, open);
  });
  const applySettings = () => {
    nativeTheme.themeSource = settings.values.theme;
    setMenu(words, () => app.quit());
    showUsage();
  };
  /** What nobody asked for at this moment is not worth an answer: the settings page shows what the system says. */
  const enforceSignInStart = (enforce: () => void) => {
    // Not from a clone: it would start at every sign-in from wherever it lies.
    if (!app.isPackaged) return;
    try {
      enforce();
    } catch (error) {
      log(`start at sign-in not set: ${String(error)}`);
    }
  };
  let settingsBefore = settings.view();
  settings.onChange((view) => {
    if (isNewlyManaged(settingsBefore, view))
      enforceSignInStart(() => applyStartAtSignIn(platform.startAtSignIn, view.values.startAtSignIn));
    settingsBefore = view;
    sendEvent(listener(), 'settings', 'changed', view);
    usage.settingsChanged();
    front.settingsChanged();
    if (hasSettled) {
      void rules.settingsChanged();
      void acknowledgement.refresh();
    }
    mail.settingsChanged();
    freshenOfficial();
    applySettings();
  });
  // Shown before the first reading, so that there is one reading and not two.
  if (!hidden && !wants) window.show();
  usage.start();

  const settleIn = async () => {
    if (!(await trayPresence.ask())) {
      if (hidden) log('no tray on this desktop yet: started hidden, open the app to see it');
      void trayPresence.askOn(showUsage);
    }
    applySettings();
    official.onChange(showUsage);
    official.start();
    hasSettled = true;
    powerMonitor.on('suspend', () => usage.readNow());
    powerMonitor.on('resume', () => {
      usage.readNow();
      incidentDesk.delivery.networkIsBack();
      freshenOfficial();
    });
    powerMonitor.on('unlock-screen', () => settings.reloadManaged());
    setInterval(() => settings.reloadManaged(), MANAGED_RELOAD_MS).unref();
    enforceSignInStart(() => {
      const isManaged = settings.view().sources.startAtSignIn === 'managed';
      const isFirstStart = notices.firstTime('start-at-sign-in');
      keepStartAtSignIn(platform.startAtSignIn, settings.values.startAtSignIn, isManaged || isFirstStart);
    });
    await front.settleIn();
    onNetworkBack(() => void rules.networkIsBack());
    await rules.settleIn();
    await acknowledgement.refresh();
  };
  return { answer, act: (asked) => front.act(asked), settleIn };
}
