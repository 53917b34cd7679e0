import type { OutboxItem } from './delivery.ts';
import { formatClock, formatDay, type Language } from './format.ts';
import { type IncidentPhase, type IncidentView, isNothingDone, isTaken } from './incident.ts';
import { dayOf } from './iso-time.ts';
import type { Contact, Hotline } from './settings.ts';

/** One sentence: a key under `locales/…/incident.json` and what fills it. Page, tray, toast and paper say the same. */
export interface Said {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Whom to call now. `phone` is '' where the agency set none at all. */
export interface Callee {
  readonly name: string;
  readonly phone: string;
  /** The other number of the same hotline; '' where there is none. */
  readonly otherPhone: string;
}

export interface Telling {
  readonly hotlines: readonly Hotline[];
  readonly commission: Contact;
  readonly timeZone: string;
  readonly nowMs: number;
  readonly language: Language;
}

/** Where the first document stands (delivery's own words for it); null: not in the outbox yet. */
export type ReportStanding = Pick<OutboxItem, 'state' | 'atMs' | 'outcome'> | null;

/** The first hotline, by its hours; with none, the commission. A holiday is not known, so both numbers are given. */
export function whomToCall({ hotlines, commission, timeZone, nowMs }: Omit<Telling, 'language'>): Callee {
  const [first] = hotlines;
  if (!first) return { name: commission.name, phone: commission.phone, otherPhone: '' };
  const { name, phone, hours, afterHoursPhone } = first;
  if (!afterHoursPhone || isWithin(hours, nowMs, timeZone)) return { name, phone, otherPhone: afterHoursPhone };
  return { name, phone: afterHoursPhone, otherPhone: phone };
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function isWithin(hours: Hotline['hours'], nowMs: number, timeZone: string): boolean {
  if (!hours) return true;
  const { days, opensAt, closesAt } = hours;
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone }).format(nowMs);
  const today = DAYS.indexOf(weekday) + 1;
  const clock = formatClock(nowMs, timeZone);
  if (opensAt < closesAt) return days.includes(today) && clock >= opensAt && clock < closesAt;
  // Over midnight: the small hours belong to the day before.
  const yesterday = ((today + 5) % 7) + 1;
  return (days.includes(today) && clock >= opensAt) || (days.includes(yesterday) && clock < closesAt);
}

/** All that must be said of an incident now, the most important first: the network, the report, and what went wrong. */
export function whatIsTrue(view: IncidentView, report: ReportStanding, telling: Telling): readonly Said[] {
  const problemKey = view.drill ? 'problem.cannotSaveDrill' : 'problem.cannotSave';
  const problem = view.saveProblem ? [{ key: problemKey, values: valuesOf(view, telling) }] : [];
  const network = networkWords(view, telling);
  // While a person is restoring, who cut is plain, and the way back is what the page is about.
  const undo = view.phase === 'restore-incomplete' ? [] : undoWords(view, telling);
  const further = [reportWords(view, report, telling), ...problem];
  return view.phase === 'closed' ? [...undo, ...network, ...further] : [...network, ...further, ...undo];
}

/** The same in the tray, where two lines have room: what the network is, and how to undo it. */
export function whatTheTrayTells(view: IncidentView, telling: Telling): readonly Said[] {
  const now = view.phase === 'closed' ? [] : networkWords(view, telling).slice(0, 1);
  return [...now, ...undoWords(view, telling)];
}

/** While the way into this is still running, or the person has their hands full with the cable, it waits. */
const NOTHING_TO_UNDO_YET: readonly IncidentPhase[] = [
  'saving',
  'sending',
  'countdown',
  'interrupted',
  'cutting',
  'verifying',
  'still-up',
];

/** Who cut the network, when, and how to undo it: for as long as it is not undone, through every restart. */
function undoWords(view: IncidentView, telling: Telling): Said[] {
  if (!view.mayRestore || NOTHING_TO_UNDO_YET.includes(view.phase)) return [];
  const values = valuesOf(view, telling);
  const { cutAskedAtMs } = view;
  if (view.offBefore) return [{ key: 'state.offBefore', values }];
  if (cutAskedAtMs === null) return [{ key: 'state.perhapsCut', values }];
  const day = formatDay(dayOf(cutAskedAtMs, telling.timeZone), telling.language);
  const isOurs = view.phase === 'cut-confirmed' && !isNothingDone(view.cutTried);
  const key = isOurs ? 'state.youCut' : 'state.youAsked';
  return [{ key, values: { ...values, day, time: formatClock(cutAskedAtMs, telling.timeZone) } }];
}

/** With its day where that is not today: an incident may stand over night. */
function momentOf(timeMs: number, telling: Telling, withSeconds = false): string {
  const day = dayOf(timeMs, telling.timeZone);
  const clock = formatClock(timeMs, telling.timeZone, withSeconds);
  return day === dayOf(telling.nowMs, telling.timeZone) ? clock : `${formatDay(day, telling.language)} ${clock}`;
}

function networkWords(view: IncidentView, telling: Telling): Said[] {
  const values = valuesOf(view, telling);
  const clock = (timeMs: number | null) => (timeMs === null ? '' : momentOf(timeMs, telling, true));
  const said = (key: string, more: Record<string, string> = {}) => [{ key, values: { ...values, ...more } }];
  switch (view.phase) {
    case 'cut-confirmed': {
      const confirmed = said(view.offBefore ? 'state.alreadyOff' : 'state.cut-confirmed', {
        time: clock(view.confirmedAtMs),
      });
      return view.lastLook === 'unknown' ? [...confirmed, ...said('state.cannotLook')] : confirmed;
    }
    case 'still-up':
      return [...said(`state.still-up.${view.stillUpWhy ?? 'not-off'}`), ...said('state.stillUpAdvice')];
    case 'countdown': {
      const leftMs = Math.max(0, (view.cutsAtMs ?? telling.nowMs) - telling.nowMs);
      return [...said('state.countdown', { seconds: String(Math.ceil(leftMs / 1000)) }), ...said('state.countdownWhy')];
    }
    case 'drill-done':
      return said('state.drill-done', { seconds: ((view.drillTookMs ?? 0) / 1000).toFixed(1) });
    case 'restored': {
      const isUp = view.adapters.some(({ state }) => state === 'up');
      return said(isUp ? 'state.restored' : 'state.restoredUnplugged', { time: clock(view.restoredAtMs) });
    }
    case 'restore-incomplete': {
      const missing = view.missing.length > 0 ? said('state.notUp', { adapters: view.missing.join(' / ') }) : [];
      const next = isTaken(view.restoreTried) ? 'state.restoreCheck' : 'state.restoreNotTaken';
      return [...said('state.restore-incomplete'), ...missing, ...said(next)];
    }
    case 'sending':
      return said(view.drill ? 'state.drillSending' : 'state.sending');
    case 'interrupted':
      return [...said('state.interrupted'), ...said('state.interruptedWhy')];
    case 'saving':
    case 'not-cut':
    case 'cutting':
    case 'verifying':
    case 'restoring':
    case 'closed':
      return said(`state.${view.phase}`);
  }
}

/** Stored is not seen: only a person's own word says that somebody has looked. */
function reportWords(view: IncidentView, report: ReportStanding, telling: Telling): Said {
  const values = valuesOf(view, telling);
  const at = (timeMs: number) => ({ ...values, time: momentOf(timeMs, telling) });
  /** By whoever wrote it, and when they did, not when this PC came to read it. */
  const by = (step: { readonly by: string; readonly at: string } | undefined) =>
    step ? { ...at(Date.parse(step.at)), by: step.by } : { ...at(report?.atMs ?? 0), by: '' };
  const isRestoring = view.phase === 'restoring' || view.phase === 'restore-incomplete';
  const isCut = view.cutAskedAtMs !== null && view.restoredAtMs === null && !isRestoring;
  const { outcome } = report ?? {};
  // Nobody is to be called for a drill, whatever becomes of its record.
  const room = view.drill ? 'reportDrill' : 'report';
  switch (report?.state) {
    case 'handled':
      return {
        key: outcome?.handled?.falseAlarm ? 'report.handledFalseAlarm' : 'report.handled',
        values: by(outcome?.handled),
      };
    case 'seen':
      return { key: 'report.seen', values: by(outcome?.seen) };
    case 'received':
      return { key: `${room}.received`, values: at(report.atMs) };
    case 'sent':
      return { key: `${room}.sent`, values: at(report.atMs) };
    case 'refused':
      // A server that turned it away has told nobody; a person who refused it has read it.
      if (!outcome?.refused) break;
      return { key: `${room}.refused`, values: { ...values, by: outcome.refused.by } };
    case 'queued':
    case 'saved':
    case undefined:
      break;
  }
  if (view.drill) return { key: 'reportDrill.notDelivered', values };
  return { key: isCut ? 'report.notDeliveredCut' : 'report.notDelivered', values };
}

/** What to say on the phone: who, what was done, the code. No name: the caller says it, a picture of it must not. */
export function whatToSay(
  view: Pick<IncidentView, 'code' | 'drill' | 'mayCut' | 'cutAskedAtMs' | 'offBefore' | 'restoredAtMs'>,
  agency: string,
): Said {
  const { code } = view;
  // A drill shows what would be said of the real thing.
  const isCut = view.drill ? view.mayCut : view.cutAskedAtMs !== null;
  const cut = view.offBefore ? 'sayOffBefore' : 'sayCut';
  const restored = view.offBefore ? 'sayOffBeforeRestored' : 'sayRestored';
  const key = !isCut ? 'say' : view.restoredAtMs === null ? cut : restored;
  return agency ? { key: `phone.${key}From`, values: { code, agency } } : { key: `phone.${key}`, values: { code } };
}

function valuesOf(view: IncidentView, telling: Telling): Record<string, string> {
  const { name, phone } = whomToCall(telling);
  return { code: view.code, commission: telling.commission.name, phone: phone ? `${name} ${phone}` : name };
}
