import { join } from 'node:path';
import { z } from 'zod';
import type { OfficialSource, Settings } from '../../contract/settings.ts';
import { DayId, type OfficialUsage } from '../../contract/usage.ts';
import type { Fetch } from '../../delivery/channels/http-exchange.ts';
import { addressProblem, fillAddress } from '../../settings/official-address.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';
import { countedBytes as countedBytesOf, isOver, passedPercents } from './cap.ts';
import { askOfficial, type OfficialFailure } from './official-request.ts';

const Kept = z.strictObject({
  schema: z.literal(1),
  /** Template, pointers and account asked with: another source's figure is not this one's. */
  source: z.string(),
  day: DayId,
  rxBytes: z.int().nonnegative(),
  txBytes: z.int().nonnegative(),
  fetchedAtMs: z.number(),
});
type Kept = z.infer<typeof Kept>;

interface Failure {
  readonly source: string;
  readonly day: string;
  readonly reason: OfficialFailure;
  readonly detail: string;
  readonly atMs: number;
}

export interface OfficialFigureParts {
  readonly fetch: Fetch;
  readonly settings: () => Settings;
  /** Fills `{account}`. */
  readonly account: string;
  /** The present day of the configured zone and boundary; fills `{day}`. */
  readonly day: () => DayId;
  /** Holds `official-usage.json`, so that a restart need not ask again. */
  readonly folder: string;
  readonly nowMs?: () => number;
  readonly log?: (line: string) => void;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
  readonly timeoutMs?: number;
}

const MINUTE_MS = 60_000;
/** 10,000 PCs meet midnight in the same second; their requests are spread over this. */
const NEW_DAY_SPREAD_MS = 5 * MINUTE_MS;

/**
 * The commission's own figure for this account and day, where the agency set an address.
 * A failed attempt never replaces a figure of the same day, and a figure never outlives its day.
 */
export class OfficialFigure {
  private readonly parts: OfficialFigureParts;
  private readonly path: string;
  private readonly listeners = new Set<(usage: OfficialUsage) => void>();
  private kept: Kept | null = null;
  private failure: Failure | null = null;
  private failuresInRow = 0;
  private nextAttemptAtMs = 0;
  private nextAttemptFor = '';
  private asking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  /** Reads the kept figure, blocking; a damaged one is merely fetched again. */
  constructor(parts: OfficialFigureParts) {
    this.parts = parts;
    this.path = join(parts.folder, 'official-usage.json');
    try {
      const read = readJsonFile(this.path, Kept, 'leave');
      if (read.kind === 'value') this.kept = read.value;
    } catch (error) {
      parts.log?.(`kept official figure not read: ${String(error)}`);
    }
  }

  current(): OfficialUsage {
    const { officialUsage, capBytes, counting, warnAtPercent } = this.parts.settings();
    if (!officialUsage) return { kind: 'not-set' };
    const source = this.sourceName(officialUsage);
    const isOfToday = (held: { source: string; day: string } | null) =>
      held?.source === source && held.day === this.parts.day();
    const failure = isOfToday(this.failure) ? this.failure : null;
    if (this.kept && isOfToday(this.kept)) {
      const { day, rxBytes, txBytes, fetchedAtMs } = this.kept;
      const countedBytes = countedBytesOf(counting, { rxBytes, txBytes });
      const lastError = failure ? `${failure.reason}: ${failure.detail}` : null;
      const percent = (countedBytes / capBytes) * 100;
      return {
        kind: 'figure',
        day,
        rxBytes,
        txBytes,
        countedBytes,
        percent,
        warn: passedPercents(countedBytes, capBytes, warnAtPercent).length > 0,
        over: isOver(countedBytes, capBytes),
        fetchedAtMs,
        // A figure from the clock's future is of unknown age.
        stale: failure !== null || Math.abs(this.now() - fetchedAtMs) > 2 * officialUsage.refreshMinutes * MINUTE_MS,
        lastError,
      };
    }
    if (failure) return { kind: 'error', reason: failure.reason, detail: failure.detail, atMs: failure.atMs };
    return { kind: 'waiting' };
  }

  /**
   * Asks the server. Unforced (the network is back, the window is shown): only where no figure of today is fresh.
   * Forced (the person asks): always. A call while one is under way joins it. Never rejects.
   */
  refresh(force = false): Promise<void> {
    const source = this.parts.settings().officialUsage;
    if (!source || (!force && this.isFresh(source))) return Promise.resolve();
    this.asking ??= this.ask(source).finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  /** Keeps the figure fresh until `stop`. */
  start(): void {
    this.timer ??= setInterval(() => this.tick(), MINUTE_MS).unref();
    this.tick();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** Resolves when no attempt is under way and the last figure is on disk. */
  settled(): Promise<void> {
    return this.asking ?? Promise.resolve();
  }

  /** Calls when an attempt has ended or a day has begun; answers how to stop. */
  onChange(listener: (usage: OfficialUsage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** By the clock and not by a long timer, so that sleep and a stepped clock cannot leave the figure old. */
  private tick(): void {
    const source = this.parts.settings().officialUsage;
    if (!source) return;
    const now = this.now();
    const wanted = `${this.sourceName(source)} ${this.parts.day()}`;
    if (wanted !== this.nextAttemptFor) {
      const isNewDay = this.nextAttemptFor.startsWith(`${this.sourceName(source)} `);
      this.failuresInRow = 0;
      this.nextAttemptFor = wanted;
      this.nextAttemptAtMs = isNewDay ? now + this.random() * NEW_DAY_SPREAD_MS : this.freshUntilMs(source);
      if (isNewDay) this.publish();
    }
    const isClockSteppedBack = this.nextAttemptAtMs - now > 2 * source.refreshMinutes * MINUTE_MS + NEW_DAY_SPREAD_MS;
    if (now >= this.nextAttemptAtMs || isClockSteppedBack) void this.refresh(true);
  }

  private async ask(source: OfficialSource): Promise<void> {
    const day = this.parts.day();
    const name = this.sourceName(source);
    const answer = addressProblem(source.url)
      ? ({ kind: 'error', reason: 'refused', detail: 'address not allowed' } as const)
      : await askOfficial(
          this.parts.fetch,
          fillAddress(source.url, { account: this.parts.account, day }),
          source,
          this.parts.timeoutMs,
        );
    const atMs = this.now();
    if (answer.kind === 'figure') {
      const { rxBytes, txBytes } = answer;
      this.kept = { schema: 1, source: name, day, rxBytes, txBytes, fetchedAtMs: atMs };
      this.failure = null;
      this.failuresInRow = 0;
      this.nextAttemptAtMs = atMs + this.jittered(source.refreshMinutes * MINUTE_MS);
    } else {
      this.failure = { source: name, day, reason: answer.reason, detail: answer.detail, atMs };
      const waitMinutes = Math.min(2 ** this.failuresInRow++, source.refreshMinutes);
      this.nextAttemptAtMs = atMs + this.jittered(waitMinutes * MINUTE_MS);
      // The server's words stay out of the log: they may hold the account.
      this.parts.log?.(`official figure: ${answer.reason}`);
    }
    this.nextAttemptFor = `${name} ${day}`;
    this.publish();
    if (answer.kind === 'figure')
      await writeJsonFile(this.path, this.kept).catch((error: unknown) =>
        this.parts.log?.(`official figure not kept: ${String(error)}`),
      );
  }

  private isFresh(source: OfficialSource): boolean {
    return this.current().kind === 'figure' && !this.failure && this.now() < this.freshUntilMs(source);
  }

  /** 0 where no figure of today stands, or where it comes from the clock's future. */
  private freshUntilMs(source: OfficialSource): number {
    const usage = this.current();
    if (usage.kind !== 'figure' || usage.fetchedAtMs > this.now()) return 0;
    return usage.fetchedAtMs + source.refreshMinutes * MINUTE_MS;
  }

  private jittered(ms: number): number {
    return ms * (0.8 + 0.4 * this.random());
  }

  private sourceName({ url, rxPointer, txPointer }: OfficialSource): string {
    return JSON.stringify([url, rxPointer, txPointer, this.parts.account]);
  }

  private now(): number {
    return (this.parts.nowMs ?? Date.now)();
  }

  private random(): number {
    return (this.parts.random ?? Math.random)();
  }

  private publish(): void {
    const usage = this.current();
    for (const listener of this.listeners) listener(usage);
  }
}
