import type { Stretch } from './calendar.ts';

export interface SamplerParts {
  readonly nowMs: () => number;
  /** The hour of the wall clock that holds a moment: one reading falls on its end, so that none has to be split. */
  readonly hourAt: (timeMs: number) => Stretch;
  readonly read: () => void;
}

const WATCHED_EVERY_MS = 2_000;
const UNWATCHED_EVERY_MS = 15_000;
// A timer may fire a moment early by the wall clock; just after the hour the split is of a few milliseconds.
const PAST_THE_HOUR_MS = 5;

/** Takes readings: every 2 s while a window shows them, else every 15 s, and at each end of an hour. */
export class Sampler {
  readonly #parts: SamplerParts;
  #timer: NodeJS.Timeout | null = null;
  #watched = false;
  #running = false;

  constructor(parts: SamplerParts) {
    this.#parts = parts;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#readAndPlan();
  }

  /** A window that has just opened gets a figure at once. */
  setWatched(watched: boolean): void {
    if (watched === this.#watched) return;
    this.#watched = watched;
    if (!this.#running) return;
    if (watched) this.#readAndPlan();
    else this.#plan();
  }

  get watched(): boolean {
    return this.#watched;
  }

  stop(): void {
    this.#running = false;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #readAndPlan(): void {
    this.#parts.read();
    this.#plan();
  }

  #plan(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const nowMs = this.#parts.nowMs();
    const untilHourMs = this.#parts.hourAt(nowMs).endMs - nowMs + PAST_THE_HOUR_MS;
    const everyMs = this.#watched ? WATCHED_EVERY_MS : UNWATCHED_EVERY_MS;
    this.#timer = setTimeout(() => this.#readAndPlan(), Math.min(everyMs, untilHourMs));
    this.#timer.unref();
  }
}
