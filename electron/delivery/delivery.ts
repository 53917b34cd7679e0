import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { DeliveryProblem, OutboxContent, OutboxItem } from '../contract/delivery.ts';
import { isoTime } from '../contract/iso-time.ts';
import type { Settings } from '../contract/settings.ts';
import { type ChannelPorts, channelsFor } from './channels/for-settings.ts';
import { Dispatcher } from './dispatcher.ts';
import { finishDocument, type NewDocument } from './document.ts';
import { type DeliveryFs, realFs } from './durable-files.ts';
import { type ItemRecord, isPastRetention, isRemovable, itemOf } from './item-record.ts';
import { Outbox } from './outbox.ts';
import { retryAfterMs } from './pace.ts';
import { UlidMaker } from './ulid.ts';

export interface DeliveryParts {
  /** Holds everything of the outbox; this process alone writes there. */
  readonly folder: string;
  readonly settings: () => Pick<Settings, 'delivery' | 'caFile' | 'timeZone'>;
  readonly ports: ChannelPorts;
  readonly log?: (line: string) => void;
  readonly fs?: DeliveryFs;
  readonly nowMs?: () => number;
  readonly monotonicMs?: () => number;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
}

/** Somebody has it, or may have it, or still waits for it. */
export class NotRemovable extends Error {
  constructor(id: string) {
    super(`the document ${id} may have left this PC, and has not been received yet`);
    this.name = 'NotRemovable';
  }
}

const RETENTION_CHECK_MS = 86_400_000;
/** What only holds a journal open, as a virus scanner does, has let go of it by then. */
const READINGS_WITH_JOURNAL = 2;
/** Main's loop must stay free while many are taken up. */
const ITEMS_A_TURN = 200;

/**
 * The way of every document out of this PC. A feature posts it, and may from then on rest: it is on disk, goes by
 * every channel that the agency has set, and its item says how far it is known to have come.
 */
export class Delivery {
  private readonly parts: DeliveryParts;
  private readonly outbox: Outbox;
  private readonly dispatcher: Dispatcher;
  private readonly ids: UlidMaker;
  private readonly nowMs: () => number;
  private readonly listeners = new Set<() => void>();
  private inForce: Pick<Settings, 'delivery' | 'caFile'> | null = null;
  private offsetMs: number | null = null;
  private retention: NodeJS.Timeout | undefined;
  private readingAgain: NodeJS.Timeout | undefined;
  private failedReadings = 0;

  /** Touches no disk: documents can be posted at once, and what earlier runs left follows with `start`. */
  constructor(parts: DeliveryParts) {
    this.parts = parts;
    const { fs = realFs, folder, log } = parts;
    this.nowMs = parts.nowMs ?? Date.now;
    this.ids = new UlidMaker({ nowMs: this.nowMs });
    this.outbox = new Outbox({ fs, folder, nowMs: this.nowMs, ...(log && { log }) });
    this.dispatcher = new Dispatcher({
      outbox: this.outbox,
      sealTo: () => parts.settings().delivery.sealTo,
      nowMs: this.nowMs,
      monotonicMs: parts.monotonicMs ?? (() => performance.now()),
      random: parts.random ?? Math.random,
      onChange: () => this.tell(),
      onServerTime: (serverTimeMs) => {
        this.offsetMs = Math.round(this.nowMs() - serverTimeMs);
      },
    });
    this.settingsChanged();
  }

  /**
   * Takes up what earlier runs left. Rejects with the file system's error where not all of it could be read; posting
   * works all the same, and what is missing is read again by itself until it is there.
   */
  async start(): Promise<void> {
    const known = new Set(this.outbox.all().map(({ id }) => id));
    const unread = await this.outbox.load(this.failedReadings >= READINGS_WITH_JOURNAL);
    // The newest first: most others then need no second look.
    for (const { id } of this.outbox.newest(this.outbox.size)) this.ids.follow(id);
    for (const [at, { id }] of this.outbox.all().entries()) {
      if (at % ITEMS_A_TURN === ITEMS_A_TURN - 1) await nextTurn();
      if (!known.has(id)) this.dispatcher.enlist(id);
    }
    await this.endRetention();
    this.retention ??= setInterval(() => void this.endRetention(), RETENTION_CHECK_MS).unref();
    this.tell();
    if (unread === null) return;
    const afterMs = retryAfterMs(++this.failedReadings, true, (this.parts.random ?? Math.random)());
    this.readingAgain = setTimeout(() => void this.start().catch(() => {}), afterMs).unref();
    throw unread;
  }

  newId(): string {
    return this.ids.next();
  }

  /** This PC's clock minus that of the server that answered last, in milliseconds; null: none has answered yet. */
  get clockOffsetMs(): number | null {
    return this.offsetMs;
  }

  /**
   * Resolves when the disk has confirmed it: from then on it is never lost. Rejects with `DocumentTooLarge`, with what
   * makes it no document, or with the file system's error; then nothing is kept.
   */
  async post({ id = this.newId(), handling, attachments = [], about, ...rest }: NewDocument): Promise<OutboxItem> {
    // Posted before a crash, or before its answer came: the document of that id stands, and never changes.
    if (this.outbox.find(id)) return this.itemAt(id);
    const { timeZone, delivery } = this.parts.settings();
    const unixMs = Math.floor(this.nowMs());
    const document = {
      schema: 1,
      id,
      ...rest,
      ...(about !== undefined && { about }),
      createdAt: isoTime(unixMs, timeZone),
      clock: { timeZone, unixMs, offsetMs: this.offsetMs },
      attachments,
    };
    try {
      await this.outbox.add(finishDocument(document, delivery.maxDocumentBytes), handling);
      this.dispatcher.enlist(id);
    } finally {
      // A disk that refused is news as well.
      this.tell();
    }
    return this.itemAt(id);
  }

  /** Tries every channel at once, ahead of all else. Resolves when one has it, all have tried, or the bound is over. */
  async sendNow(id: string, boundMs: number): Promise<OutboxItem> {
    this.outbox.get(id);
    await this.dispatcher.sendNow(id, boundMs);
    return this.itemAt(id);
  }

  /** Of all documents kept. */
  get total(): number {
    return this.outbox.size;
  }

  /** The newest first: all, or at most so many of those that are older than `before`. */
  list(most: number = this.total, before?: string): OutboxItem[] {
    return this.itemsOf(this.outbox.newest(most, before));
  }

  /** A document and all that name it as the one they continue, the oldest first. */
  about(firstId: string): OutboxItem[] {
    return this.itemsOf(this.outbox.all().filter(({ id, about }) => id === firstId || about === firstId));
  }

  /** How far a document has come; null: it is not kept here, or no longer. A server's refusal is tried again. */
  standingOf(id: string): OutboxItem['state'] | null {
    const record = this.outbox.find(id);
    if (!record) return null;
    return record.state === 'refused' && !record.outcome?.refused ? 'queued' : record.state;
  }

  /** One document with its content, word for word, before and after sealing. Rejects with `NoSuchDocument`. */
  async item(id: string): Promise<OutboxItem & { readonly content: OutboxContent }> {
    const { document } = await this.outbox.read(id);
    const form = await this.outbox.sealedForms.read(id);
    return { ...this.itemAt(id), content: { document, sealed: form?.sealed ?? null } };
  }

  /** Throws `NoSuchDocument`. */
  retry(id: string): void {
    this.outbox.get(id);
    this.dispatcher.retry(id);
  }

  /** Rejects with `NotRemovable` unless it never left this PC, or stayed *sent* for longer than `keepDays`. */
  async remove(id: string): Promise<void> {
    if (!isRemovable(this.outbox.get(id), this.nowMs(), this.parts.settings().delivery.keepDays))
      throw new NotRemovable(id);
    this.dispatcher.drop(id);
    await this.outbox.remove(id);
    this.tell();
  }

  problems(): DeliveryProblem[] {
    return [...this.outbox.problems.all, ...this.dispatcher.problems];
  }

  /** Calls whenever a document, or what is wrong with the outbox itself, changed; answers how to stop. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  networkIsBack(): void {
    this.dispatcher.wake();
  }

  /** Begins anew with the channels now set, where they have changed. */
  settingsChanged(): void {
    const { delivery, caFile } = this.parts.settings();
    if (isDeepStrictEqual(this.inForce, { delivery, caFile })) return;
    this.inForce = { delivery, caFile };
    this.dispatcher.use(channelsFor({ delivery, caFile }, this.parts.ports));
  }

  /** Interrupts what is under way; resolves when all that is known is on disk. */
  async close(): Promise<void> {
    clearInterval(this.retention);
    clearTimeout(this.readingAgain);
    await this.dispatcher.close();
    await this.outbox.settled();
  }

  private itemAt(id: string): OutboxItem {
    return itemOf(this.outbox.get(id), this.nowMs(), this.parts.settings().delivery.keepDays);
  }

  private itemsOf(records: readonly ItemRecord[]): OutboxItem[] {
    const [nowMs, { keepDays }] = [this.nowMs(), this.parts.settings().delivery];
    return records.map((record) => itemOf(record, nowMs, keepDays));
  }

  private async endRetention(): Promise<void> {
    const { retentionDays } = this.parts.settings().delivery;
    for (const record of this.outbox.all()) {
      if (!isPastRetention(record, this.nowMs(), retentionDays)) continue;
      this.dispatcher.drop(record.id);
      await this.outbox.remove(record.id);
      this.tell();
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
