import { join } from 'node:path';
import { z } from 'zod';
import type { CommissionNotices } from '../../contract/incident-calls.ts';
import { ExchangeFailed, exchange, type Fetch } from '../../delivery/channels/http-exchange.ts';
import { addressProblem } from '../../settings/official-address.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** What the managed address answers; names that are not known are ignored, so that a store may add its own. */
export const NoticesAnswer = z.object({
  schema: z.literal(1),
  notices: z.array(z.object({ title: z.string().max(200), words: z.string().max(1000) })).max(20),
});

const Kept = z.strictObject({
  schema: z.literal(1),
  /** The address asked: another's notices are not this one's. */
  source: z.string(),
  readAtMs: z.number(),
  notices: z.array(z.strictObject({ title: z.string(), words: z.string() })),
});
type Kept = z.infer<typeof Kept>;

export interface NoticesFeedParts {
  readonly fetch: Fetch;
  /** The managed address; null where none is set. */
  readonly address: () => string | null;
  /** Holds `incident-notices.json`: the notices must be there when the network is not. */
  readonly folder: string;
  readonly nowMs?: () => number;
  readonly timeoutMs?: number;
  readonly log?: (line: string) => void;
  /** Called after each reading, also one that failed. */
  readonly onRead?: (notices: CommissionNotices) => void;
}

const ANSWER_MAX_BYTES = 64 * 1024;
const ANSWER_TIMEOUT_MS = 10_000;
/** A page that is opened again and again asks no more often. */
const FRESH_FOR_MS = 5 * 60_000;
const RETRY_AFTER_MS = 60_000;

/** The commission's current notices, with their age. A failed reading never hides those read before. */
export class NoticesFeed {
  private readonly parts: NoticesFeedParts;
  private readonly path: string;
  private kept: Kept | null = null;
  private failure: { source: string; why: string; atMs: number } | null = null;
  private asking: Promise<void> | null = null;

  /** Blocks for one small file; a damaged one is merely read again from the address. */
  constructor(parts: NoticesFeedParts) {
    this.parts = parts;
    this.path = join(parts.folder, 'incident-notices.json');
    try {
      const read = readJsonFile(this.path, Kept, 'leave');
      if (read.kind === 'value') this.kept = read.value;
    } catch (error) {
      parts.log?.(`kept notices not read: ${String(error)}`);
    }
  }

  current(): CommissionNotices {
    const source = this.parts.address();
    if (source === null) return { kind: 'none-set' };
    const failure = this.failure?.source === source ? this.failure.why : null;
    if (this.kept?.source !== source) return { kind: 'unknown', why: failure ?? '' };
    const { readAtMs, notices } = this.kept;
    return { kind: 'known', readAtMs, lastError: failure, notices };
  }

  /** What is known at once, while it is asked for anew; only where nothing is, what is then read. Never rejects. */
  async latest(): Promise<CommissionNotices> {
    const read = this.refreshed();
    const known = this.current();
    return known.kind === 'unknown' ? read : known;
  }

  /** A failure of the time without a network is no reason to wait. Never rejects. */
  async networkIsBack(): Promise<void> {
    await this.asking;
    this.failure = null;
    await this.refreshed();
  }

  /** Asks where what is known is no longer fresh, and answers what then stands. Never rejects. */
  async refreshed(): Promise<CommissionNotices> {
    const source = this.parts.address();
    if (source !== null && !this.isFresh(source))
      this.asking ??= this.ask(source).finally(() => {
        this.asking = null;
      });
    await this.asking;
    return this.current();
  }

  private isFresh(source: string): boolean {
    const within = (sinceMs: number, ms: number) => this.nowMs() >= sinceMs && this.nowMs() - sinceMs < ms;
    if (this.failure?.source === source) return within(this.failure.atMs, RETRY_AFTER_MS);
    return this.kept?.source === source && within(this.kept.readAtMs, FRESH_FOR_MS);
  }

  private async ask(source: string): Promise<void> {
    await this.askOnce(source);
    this.parts.onRead?.(this.current());
  }

  private async askOnce(source: string): Promise<void> {
    try {
      const notices = await this.read(source);
      this.kept = { schema: 1, source, readAtMs: this.nowMs(), notices };
      this.failure = null;
    } catch (error) {
      const why = error instanceof ExchangeFailed ? `${error.reason}: ${error.message}` : String(error);
      this.failure = { source, why: why.slice(0, 200), atMs: this.nowMs() };
      this.parts.log?.(`notices: ${this.failure.why}`);
      return;
    }
    await writeJsonFile(this.path, this.kept).catch((error: unknown) =>
      this.parts.log?.(`notices not kept: ${String(error)}`),
    );
  }

  private async read(address: string): Promise<Kept['notices']> {
    if (addressProblem(address, [])) throw new Error('address not allowed');
    const headers = { accept: 'application/json' };
    const question = { method: 'GET', address, headers, maxBytes: ANSWER_MAX_BYTES } as const;
    const signal = AbortSignal.timeout(this.parts.timeoutMs ?? ANSWER_TIMEOUT_MS);
    const { ok, status, text } = await exchange(this.parts.fetch, question, signal);
    if (!ok) throw new Error(`HTTP ${status}`);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      throw new Error('not JSON');
    }
    const parsed = NoticesAnswer.safeParse(body);
    if (!parsed.success) throw new Error(`not understood: ${parsed.error.issues[0]?.path.join('.')}`);
    return parsed.data.notices;
  }

  private nowMs(): number {
    return (this.parts.nowMs ?? Date.now)();
  }
}
