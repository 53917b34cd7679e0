import type { Channel, Failure, StatusAnswer } from './channels/channel.ts';
import type { ItemRecord } from './item-record.ts';
import { askStatusAfterMs, retryAfterMs, wakeAfterMs } from './pace.ts';

export interface LaneParts {
  readonly channel: Channel;
  readonly find: (id: string) => ItemRecord | undefined;
  /** One attempt, from packing to what it proved; never rejects. */
  readonly attempt: (id: string, channel: Channel, signal: AbortSignal, progress: () => void) => Promise<AttemptEnd>;
  readonly onStatus: (id: string, answer: StatusAnswer) => void;
  readonly monotonicMs: () => number;
  /** Unix time, for the age of what an earlier run brought there. */
  readonly nowMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}

/** `done`: as far as this channel brings it. `again`: worth another try; `isPlaceAway`: and so is every other document. */
export type AttemptEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly isPlaceAway: boolean }
  | { readonly kind: 'interrupted' };

interface Task {
  readonly id: string;
  readonly kind: 'deliver' | 'status';
  readonly isUrgent: boolean;
  /** Of a status question: when the document arrived, on the running clock. */
  readonly arrivedAtMs: number;
  dueAtMs: number;
  failures: number;
}

interface Running {
  readonly task: Task;
  readonly abort: AbortController;
  readonly end: Promise<void>;
  readonly sent: Promise<void>;
}

/** Every fourth turn belongs to what is not urgent, so that a flood of incidents starves nothing. */
const URGENT_IN_ROW = 3;
export class Interrupted extends Error {}

/** One channel's work: one document at a time, incidents first, and none before its time. */
export class Lane {
  readonly channel: Channel;
  private readonly parts: LaneParts;
  private readonly tasks = new Map<string, Task>();
  private running: Running | null = null;
  private timer: NodeJS.Timeout | undefined;
  private urgentInRow = 0;
  private placeFailures = 0;
  private placeAwayUntilMs = 0;
  private isScheduling = false;
  private isClosed = false;

  constructor(parts: LaneParts) {
    this.parts = parts;
    this.channel = parts.channel;
  }

  add(id: string, kind: Task['kind'] = 'deliver', afterMs = 0, arrivedAtMs = 0): void {
    if (this.isClosed || this.tasks.has(id)) return;
    const { find, monotonicMs } = this.parts;
    const isUrgent = find(id)?.handling.urgent ?? false;
    this.tasks.set(id, { id, kind, isUrgent, arrivedAtMs, dueAtMs: monotonicMs() + afterMs, failures: 0 });
    this.schedule();
  }

  /**
   * Waits for its next answer from a person, if any is to be expected. `knownArrivalMs`: null for the first in this
   * run; from then on only the running clock tells the document's age, for the wall clock may be stepped by years.
   */
  watch(record: ItemRecord, knownArrivalMs: number | null = null): void {
    const { channel, nowMs, monotonicMs, random } = this.parts;
    if (!channel.askStatus || record.outcome?.handled || record.outcome?.refused) return;
    const isFirst = knownArrivalMs === null;
    const arrivedAtMs = knownArrivalMs ?? monotonicMs() - Math.max(0, nowMs() - this.arrivalOf(record));
    const ageMs = monotonicMs() - arrivedAtMs;
    const afterMs = askStatusAfterMs({ ageMs, isUrgent: record.handling.urgent, isFirst }, random());
    if (afterMs !== null) this.add(record.id, 'status', afterMs, arrivedAtMs);
  }

  /** Everything that waits is worth a try now. */
  wake(): void {
    this.placeAwayUntilMs = 0;
    this.placeFailures = 0;
    const nowMs = this.parts.monotonicMs();
    for (const task of this.tasks.values()) {
      task.dueAtMs = Math.min(task.dueAtMs, nowMs + wakeAfterMs(task.isUrgent, this.parts.random()));
    }
    this.schedule();
  }

  /** Ahead of all else, interrupting what runs. Resolves when it was accepted or the attempt has ended; never rejects. */
  async now(id: string): Promise<void> {
    for (let other = this.running; other; other = this.running) {
      if (other.task.id === id && other.task.kind === 'deliver') return other.sent;
      other.abort.abort(new Interrupted());
      await other.end;
    }
    const task = this.tasks.get(id);
    if (this.isClosed || task?.kind !== 'deliver') return;
    this.placeAwayUntilMs = 0;
    return this.run(task).sent;
  }

  /** Interrupts what runs. Resolves when nothing does. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.running?.abort.abort(new Interrupted());
    await this.running?.end;
    this.channel.close?.();
  }

  drop(id: string): void {
    this.tasks.delete(id);
    if (this.running?.task.id === id) this.running.abort.abort(new Interrupted());
  }

  /** Once for all that is added in one go: looking for the next of 10,000 takes milliseconds. */
  private schedule(): void {
    if (this.isScheduling) return;
    this.isScheduling = true;
    queueMicrotask(() => {
      this.isScheduling = false;
      this.waitForNext();
    });
  }

  private waitForNext(): void {
    clearTimeout(this.timer);
    if (this.isClosed || this.running) return;
    const { task, atMs } = this.next();
    if (!task) return;
    const afterMs = Math.max(0, atMs - this.parts.monotonicMs());
    this.timer = setTimeout(() => this.run(task), afterMs);
    this.timer.unref();
  }

  /** Of those that are due the urgent, then the oldest; of those that are not the first to be. */
  private next(): { task: Task | null; atMs: number } {
    const nowMs = Math.max(this.parts.monotonicMs(), this.placeAwayUntilMs);
    const wantsUrgent = this.urgentInRow < URGENT_IN_ROW;
    let best: Task | null = null;
    for (const task of this.tasks.values()) if (!best || isBefore(task, best, nowMs, wantsUrgent)) best = task;
    return { task: best, atMs: best ? Math.max(best.dueAtMs, this.placeAwayUntilMs) : 0 };
  }

  private run(task: Task): Running {
    clearTimeout(this.timer);
    const abort = new AbortController();
    const bound = setTimeout(() => abort.abort(new Error('late')), this.channel.timeoutMs);
    let tellSent = () => {};
    const accepted = new Promise<void>((resolve) => {
      tellSent = resolve;
    });
    this.urgentInRow = task.isUrgent ? this.urgentInRow + 1 : 0;
    const work = task.kind === 'deliver' ? this.deliver(task, abort.signal, tellSent) : this.ask(task, abort.signal);
    const end = work.finally(() => {
      clearTimeout(bound);
      this.running = null;
      this.schedule();
    });
    this.running = { task, abort, end, sent: Promise.race([accepted, end]) };
    return this.running;
  }

  private async deliver(task: Task, signal: AbortSignal, progress: () => void): Promise<void> {
    const end = await this.parts.attempt(task.id, this.channel, signal, progress);
    if (!this.tasks.has(task.id)) return;
    if (end.kind === 'interrupted') {
      task.dueAtMs = this.parts.monotonicMs();
      return;
    }
    const record = this.parts.find(task.id);
    if (end.kind === 'done' || !record) {
      this.tasks.delete(task.id);
      this.placeFailures = 0;
      if (record) this.watch(record);
      return;
    }
    this.delay(task, end.isPlaceAway);
  }

  private async ask(task: Task, signal: AbortSignal): Promise<void> {
    const record = this.parts.find(task.id);
    this.tasks.delete(task.id);
    if (!record) return;
    const answer = await this.channel.askStatus?.({ ...record, tag: record.statusTag }, signal);
    if (!answer) return;
    if (answer.kind !== 'failed') this.parts.onStatus(task.id, answer);
    const after = this.parts.find(task.id);
    if (!after) return;
    if (signal.reason instanceof Interrupted) this.add(task.id, 'status', 0, task.arrivedAtMs);
    else this.watch(after, task.arrivedAtMs);
    if (answer.kind === 'failed' && isPlaceAway(answer)) this.rest();
  }

  /** Unix time by the clock of that moment. */
  private arrivalOf({ standings, atMs }: ItemRecord): number {
    return standings[this.channel.name]?.atMs ?? atMs;
  }

  private delay(task: Task, placeIsAway: boolean): void {
    const { random, monotonicMs } = this.parts;
    task.failures += 1;
    task.dueAtMs = monotonicMs() + retryAfterMs(task.failures, task.isUrgent, random());
    if (placeIsAway) this.rest();
  }

  /** A place that does not answer is not asked 10,000 times; an urgent document shortens the wait for all. */
  private rest(): void {
    const { random, monotonicMs } = this.parts;
    this.placeFailures += 1;
    const anyUrgent = [...this.tasks.values()].some(({ isUrgent }) => isUrgent);
    this.placeAwayUntilMs = monotonicMs() + retryAfterMs(this.placeFailures, anyUrgent, random());
  }
}

/** Asked of 10,000 in a row, so nothing is made on the way. */
function isBefore(one: Task, other: Task, nowMs: number, wantsUrgent: boolean): boolean {
  const isOneDue = one.dueAtMs <= nowMs;
  if (isOneDue !== other.dueAtMs <= nowMs) return isOneDue;
  if (isOneDue) {
    if (one.isUrgent !== other.isUrgent) return one.isUrgent === wantsUrgent;
    if (one.kind !== other.kind) return one.kind === 'deliver';
  } else if (one.dueAtMs !== other.dueAtMs) return one.dueAtMs < other.dueAtMs;
  return one.id < other.id;
}

/** Nobody answered at all, so nobody would answer for another document either. */
export function isPlaceAway({ reason }: Failure): boolean {
  return ['unreachable', 'late', 'certificate', 'sign-in', 'not-encrypted', 'redirect', 'no-folder'].includes(reason);
}
