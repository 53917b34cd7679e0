import { z } from 'zod';
import type { Duty } from '../../../contract/acknowledgement.ts';
import { IsoDate } from '../../../contract/iso-date.ts';

/** What has been said, so that each step is said once, and a toast at most once a day. */
export const Reminded = z.strictObject({
  /** What it was about: a due day, or an edition that came in between. */
  about: z.string().max(40),
  /** The nearest step ahead that was said, in days; null: none yet. */
  stepDays: z.int().nullable(),
  /** The day of the last toast. */
  toastOn: IsoDate.nullable(),
});
export type Reminded = z.infer<typeof Reminded>;

export interface Reminding {
  /** Stands in the window and beside the tray's icon for as long as it is so. */
  readonly notice: 'due' | 'new-edition' | null;
  /** Said now, and not again today. */
  readonly toast: boolean;
  readonly reminded: Reminded | null;
}

/**
 * Whether to remind today: once at each step ahead (a PC that was off then is told with the next), and from the due day
 * on daily but quietly. An amendment that needs reading is said once, and then only by its due day. Nobody is reminded
 * of an edition that is no longer in force, for the duty is always about the present one.
 */
export function remindingOf(
  duty: Duty,
  edition: number,
  today: string,
  stepsDaysBefore: readonly number[],
  before: Reminded | null,
): Reminding {
  const { state, dueOn, daysLeft } = duty;
  const quiet = { notice: null, toast: false, reminded: before } as const;
  if (dueOn === null || daysLeft === null || state === 'none' || state === 'current') return quiet;
  const about = state === 'new-edition' ? `edition ${edition}` : dueOn;
  const known = before?.about === about ? before : { about, stepDays: null, toastOn: before?.toastOn ?? null };
  const mayToast = known.toastOn !== today;
  if (daysLeft <= 0) return told('due', mayToast, { ...known, stepDays: 0 }, today);
  const step = stepAt(daysLeft, stepsDaysBefore);
  if (state === 'new-edition') {
    const isFirst = before?.about !== about;
    const isNearer = step !== null && (known.stepDays === null || step < known.stepDays);
    return told(
      'new-edition',
      mayToast && (isFirst || isNearer),
      { ...known, stepDays: step ?? known.stepDays },
      today,
    );
  }
  if (step === null) return quiet;
  const isNearer = known.stepDays === null || step < known.stepDays;
  return told('due', mayToast && isNearer, isNearer && mayToast ? { ...known, stepDays: step } : known, today);
}

/** The nearest step that has been reached: with 12 days left it is the one of 14. */
function stepAt(daysLeft: number, steps: readonly number[]): number | null {
  const reached = steps.filter((step) => step >= daysLeft);
  return reached.length > 0 ? Math.min(...reached) : null;
}

function told(notice: 'due' | 'new-edition', toast: boolean, reminded: Reminded, today: string): Reminding {
  return { notice, toast, reminded: toast ? { ...reminded, toastOn: today } : reminded };
}
