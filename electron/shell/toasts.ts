import { Notification } from 'electron';
import type { Language } from '../contract/format.ts';
import type { Settings } from '../contract/settings.ts';
import type { UsageSnapshot } from '../contract/usage.ts';
import { verdictOf } from '../contract/verdict.ts';
import type { Words } from './words.ts';

/** Shown toasts must stay referenced, or their click is lost to the garbage collector. */
const shown = new Set<Notification>();

/** Of what one reading passed only the highest that is to be a toast: two at once would say two things of one moment. */
export function percentToToast(
  passed: readonly number[],
  { toasts, toastAtPercent }: Pick<Settings, 'toasts' | 'toastAtPercent'>,
): number | null {
  const wanted = toasts ? passed.filter((percent) => toastAtPercent.includes(percent)) : [];
  return wanted.length > 0 ? Math.max(...wanted) : null;
}

/** One quiet toast for a threshold; it never takes the focus and opens the app only when clicked. */
export function toastThreshold(
  percent: number,
  snapshot: UsageSnapshot,
  language: Language,
  words: Words,
  open: () => void,
): void {
  const verdict = verdictOf(snapshot, language);
  const full = verdict.key === 'overUnlessDoubtful' ? 'titleOverDoubtful' : 'titleOver';
  toast(
    percent >= 100 ? words(`shell:toast.${full}`) : words('shell:toast.title', { percent }),
    words(`shell:toast.body.${verdict.key}`, { ...verdict.values }),
    open,
  );
}

/** Said once, the first time the window is closed: the app lives on, and how to end it. */
export function toastStillMeasuring(kept: 'inTray' | 'minimised', words: Words, open: () => void): void {
  toast(words(`shell:closed.${kept}.title`), words(`shell:closed.${kept}.body`), open);
}

/** After a cut that stands: others who are signed in lost their network too, and nobody has told them. */
export function toastOthersCut(count: number, title: string, words: Words, open: () => void): void {
  toast(title, words('incident:others', { count }), open);
}

/** A reminder of the yearly acknowledgement, at most once a day. */
export function toastAcknowledgement(body: string, words: Words, open: () => void): void {
  toast(words('shell:toast.acknowledgement.title'), body, open);
}

function toast(title: string, body: string, open: () => void): void {
  if (!Notification.isSupported()) return;
  const one = new Notification({ title, body, silent: true });
  shown.add(one);
  const forget = () => shown.delete(one);
  one.on('click', open);
  one.on('close', forget);
  one.on('failed', forget);
  one.show();
}
