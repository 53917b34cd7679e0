import { CallRefused } from '../contract/call-refused.ts';
import type { Language } from '../contract/format.ts';
import type { Handlers } from '../contract/ipc.ts';
import type { Settings } from '../contract/settings.ts';
import { deliveryHandlers } from '../delivery/handlers.ts';
import { isDrillDue } from '../features/incident/drill-reminder.ts';
import { incidentHandlers } from '../features/incident/handlers.ts';
import type { NoticesFeed } from '../features/incident/notices-feed.ts';
import { phoneRouteOf } from '../features/incident/phone-route.ts';
import { pressFrom } from '../features/incident/press.ts';
import type { Platform } from '../platform/platform.ts';
import type { IncidentDesk } from './incident-desk.ts';
import type { IncidentShortcut } from './incident-shortcut.ts';
import type { Words } from './words.ts';

export interface IncidentAnswersParts {
  readonly desk: IncidentDesk;
  readonly platform: Pick<Platform, 'network' | 'restoreCommand'>;
  readonly shortcut: IncidentShortcut;
  readonly notices: Pick<NoticesFeed, 'latest'>;
  readonly settings: () => Settings;
  readonly language: () => Language;
  readonly words: Words;
}

/** What the incident's and the delivery page ask of main. */
export function incidentAnswers(parts: IncidentAnswersParts): Pick<Handlers, 'incident' | 'delivery'> {
  const { desk, platform, shortcut, notices, settings, language, words } = parts;
  const { incident, delivery, evidence, history, contact } = desk;
  return {
    delivery: deliveryHandlers(delivery),
    incident: incidentHandlers({
      incident,
      evidence,
      contact,
      history: () => history.list().map((one) => ({ ...one, report: delivery.standingOf(one.firstId) })),
      notices: () => notices.latest(),
      phoneRoute: () =>
        phoneRouteOf(incident.view(), settings(), (key, values) => words(`incident:${key}`, values), Date.now()),
      preview: () => {
        const press = { want: 'cut', drill: false } as const;
        const { code: _code, clickedAt: _clickedAt, ...rest } = pressFrom(desk.parts, press).first;
        return { ...rest, clockOffsetMs: delivery.clockOffsetMs };
      },
      readiness: () => {
        const { lastDrillAtMs } = history;
        const { incident: rules, timeZone } = settings();
        const drillDue = isDrillDue(rules.drillReminder, lastDrillAtMs, Date.now(), timeZone);
        return { shortcut: shortcut.state, lastDrillAtMs, drillDue, restoreCommand: platform.restoreCommand };
      },
      reach: async () => {
        const { answer, outOfReach } = await platform.network.mayCut();
        const names = outOfReach === null ? null : outOfReach.slice(0, 64).map((name) => name.slice(0, 200));
        return { answer, outOfReach: names };
      },
      savePdf: async (firstId) => {
        const items = await Promise.all(delivery.about(firstId).map(({ id }) => delivery.item(id)));
        if (items.length === 0) throw new CallRefused('not-available', 'no document of it is kept here', 'firstId');
        const { saveReportPdf } = await import('./report-pdf.ts');
        return saveReportPdf(items, language(), settings().timeZone, words);
      },
    }),
  };
}
