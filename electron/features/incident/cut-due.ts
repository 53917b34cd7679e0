import type { IncidentParts } from './incident-ports.ts';
import type { IncidentState } from './incident-state.ts';
import { isBoundToCut } from './phases.ts';
import { WRITE_WITHIN_MS } from './state-keeper.ts';

/** What writing down a cut may take beyond the moment at which the cut is due; a sound disk needs a third of it. */
const WRITE_GRACE_MS = 60;

/** One clock from the click to the cut, on the running clock: no slow disk lengthens it, and no clock set back. */
export class CutDue {
  private readonly clock: Pick<IncidentParts['clock'], 'runningMs'>;
  private dueMs = 0;

  constructor(clock: Pick<IncidentParts['clock'], 'runningMs'>) {
    this.clock = clock;
  }

  /** Somebody asks for a cut; a second click does not put off the first. */
  clicked(before: IncidentState | null, { sendBeforeCutMs }: IncidentState, atMs: number): void {
    if (!before || !isBoundToCut(before)) this.dueMs = atMs + sendBeforeCutMs;
  }

  /** What is left of a wait of so many milliseconds from `sinceMs` on. */
  leftOf(state: IncidentState, ms: number, sinceMs: number): number {
    const untilMs = isBoundToCut(state) ? Math.min(sinceMs + ms, this.dueMs) : sinceMs + ms;
    return Math.max(0, untilMs - this.clock.runningMs());
  }

  /** How long the disk may keep what follows waiting. */
  writeWithinMs(state: IncidentState, isCut: boolean): number {
    const leftMs = this.dueMs - this.clock.runningMs();
    if (isCut) return Math.max(WRITE_GRACE_MS, leftMs);
    return isBoundToCut(state) ? Math.max(0, leftMs) : WRITE_WITHIN_MS;
  }
}
