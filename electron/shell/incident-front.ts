import type { WebContents } from 'electron';
import type { Language } from '../contract/format.ts';
import type { IncidentView } from '../contract/incident.ts';
import { whatTheTrayTells } from '../contract/incident-words.ts';
import type { Handlers } from '../contract/ipc.ts';
import type { Settings } from '../contract/settings.ts';
import { deliveryView } from '../delivery/handlers.ts';
import { crypto } from '../delivery/late-crypto.ts';
import { dayOfDrillReminder } from '../features/incident/drill-reminder.ts';
import { NoticesFeed } from '../features/incident/notices-feed.ts';
import { sendEvent } from '../ipc/main-side.ts';
import type { Platform } from '../platform/platform.ts';
import { agencyFetch } from './agency-session.ts';
import type { Wants } from './command-line.ts';
import { incidentAnswers } from './incident-answers.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { IncidentShortcut } from './incident-shortcut.ts';
import type { Log } from './log.ts';
import { onNetworkBack } from './network-back.ts';
import type { Notices } from './notices.ts';
import { toastOthersCut } from './toasts.ts';
import type { TrayIncident } from './tray.ts';
import type { MainWindow } from './window.ts';
import type { Words } from './words.ts';

export interface IncidentFrontParts {
  readonly desk: IncidentDesk;
  readonly platform: Platform;
  readonly folder: string;
  readonly window: Pick<MainWindow, 'showIncident'>;
  /** The page, where it listens. */
  readonly listener: () => WebContents | null;
  readonly settings: () => Settings;
  readonly language: () => Language;
  readonly words: Words;
  readonly log: Log;
  readonly notices: Pick<Notices, 'say' | 'sayUntilDismissed' | 'dismiss'>;
  /** The tray's words may have changed. */
  readonly onShown: () => void;
}

/** Many documents change at once; the page needs their list once. */
const DELIVERY_TOLD_AFTER_MS = 50;
/** What stands on the screen may be all that there is of a ransom note; nobody waits longer for our own page. */
const PICTURE_WITHIN_MS = 300;
/** A PC that is never switched off has its yearly day as well. */
const REMINDER_LOOK_EVERY_MS = 6 * 3_600_000;
const NOTICES_READ_EVERY_MS = 15 * 60_000;

/** Where a person meets the incident outside its page: tray, keys, command line, and what the page is told. */
export class IncidentFront {
  readonly answers: Pick<Handlers, 'incident' | 'delivery'>;
  private readonly parts: IncidentFrontParts;
  private readonly shortcut: IncidentShortcut;
  private readonly commissionNotices: NoticesFeed;
  private othersToldOf = '';
  private drillNotice: string | null = null;
  private isTellingDelivery = false;

  constructor(parts: IncidentFrontParts) {
    this.parts = parts;
    this.shortcut = new IncidentShortcut(() => this.press());
    this.commissionNotices = new NoticesFeed({
      fetch: (address, init) => agencyFetch(parts.settings(), address, init),
      address: () => parts.settings().incident.noticesUrl,
      folder: parts.folder,
      log: parts.log,
      onRead: (notices) => sendEvent(parts.listener(), 'incident', 'noticesChanged', notices),
    });
    this.answers = incidentAnswers({ ...parts, shortcut: this.shortcut, notices: this.commissionNotices });
    parts.desk.incident.onChange((view) => {
      sendEvent(parts.listener(), 'incident', 'changed', view);
      this.tellOthers(view);
      if (view?.phase === 'drill-done') this.remindOfDrill();
      parts.onShown();
    });
    parts.desk.delivery.onChange(() => this.tellDelivery());
  }

  /** The red button, needing no page: acts first, and shows what is then true. */
  readonly press = (): void => {
    const { desk, window } = this.parts;
    const view = desk.incident.view();
    const joins = view !== null && !view.drill && (view.joinsUntilMs === null || Date.now() < view.joinsUntilMs);
    void desk.incident.press({ want: 'cut', drill: false });
    if (joins) window.showIncident();
    else void desk.evidence.pictureFirst(PICTURE_WITHIN_MS).then(() => window.showIncident());
  };

  readonly askRestore = (): void => {
    void this.parts.desk.incident.askRestore();
    this.parts.window.showIncident();
  };

  /** What a start of the program asked for; either way the page shows what is then true. */
  act(wants: Wants): void {
    if (wants === 'cut') this.press();
    else {
      if (this.parts.desk.incident.hasNothingToRestore)
        this.parts.notices.say({ kind: 'nothing-to-restore', id: 'nothing-to-restore' });
      this.askRestore();
    }
  }

  inTray(): TrayIncident {
    const { settings, words, desk, language } = this.parts;
    const { commission, timeZone, incident } = settings();
    const action = words(incident.cutMode === 'cut' ? 'incident:button.cut' : 'incident:button.reportOnly');
    const view = desk.incident.view();
    if (!view) return { action, standing: [], mayRestore: false };
    const telling = { hotlines: incident.hotlines, commission, timeZone, nowMs: Date.now(), language: language() };
    const standing = whatTheTrayTells(view, telling).map(({ key, values }) => words(`incident:${key}`, values));
    return { action, standing, mayRestore: view.mayRestore };
  }

  settingsChanged(): void {
    this.parts.desk.delivery.settingsChanged();
    void this.commissionNotices.refreshed();
    this.shortcut.use(this.parts.settings().incident.shortcut);
  }

  /** After the first page: the keys, what earlier runs left to send, and a warm way to the network's own service. */
  async settleIn(): Promise<void> {
    this.shortcut.use(this.parts.settings().incident.shortcut);
    const [permission] = await Promise.all([this.parts.platform.network.mayCut(), this.parts.desk.startDelivery()]);
    this.parts.log(`incident: may cut: ${permission.answer} (${permission.why})`);
    this.tellDelivery();
    // What Node loads with its first use is loaded now and not in the moment of a press: 15 ms, and 40 for a request.
    crypto();
    if (this.parts.settings().delivery.http.length > 0) void globalThis.Response;
    onNetworkBack(() => {
      this.parts.desk.delivery.networkIsBack();
      void this.commissionNotices.networkIsBack();
    });
    this.followNotices();
    this.remindOfDrill();
    setInterval(() => this.remindOfDrill(), REMINDER_LOOK_EVERY_MS).unref();
  }

  /** They must be there before the network is gone, whether or not anybody has opened the page. */
  private followNotices(): void {
    void this.commissionNotices.refreshed();
    setInterval(() => void this.commissionNotices.refreshed(), NOTICES_READ_EVERY_MS).unref();
  }

  private remindOfDrill(): void {
    const { notices, desk, settings } = this.parts;
    const { incident, timeZone } = settings();
    const day = dayOfDrillReminder(incident.drillReminder, desk.history.lastDrillAtMs, Date.now(), timeZone);
    const id = day === null ? null : `drill-${day}`;
    if (this.drillNotice !== null && this.drillNotice !== id) notices.dismiss(this.drillNotice);
    this.drillNotice = id;
    if (id !== null) notices.sayUntilDismissed({ kind: 'drill-due', id });
  }

  private tellDelivery(): void {
    if (this.isTellingDelivery) return;
    this.isTellingDelivery = true;
    setTimeout(() => {
      this.isTellingDelivery = false;
      const page = this.parts.listener();
      if (page) sendEvent(page, 'delivery', 'changed', deliveryView(this.parts.desk.delivery));
    }, DELIVERY_TOLD_AFTER_MS).unref();
  }

  /** Once an incident: their network is gone as well. */
  private tellOthers(view: IncidentView | null): void {
    if (view?.phase !== 'cut-confirmed' || this.othersToldOf === view.firstId) return;
    this.othersToldOf = view.firstId;
    const { othersSignedIn } = view;
    const [standing] = this.inTray().standing;
    if (othersSignedIn && standing)
      toastOthersCut(othersSignedIn, standing, this.parts.words, () => this.parts.window.showIncident());
  }
}
