import type { DeliveryProblem, DeliveryReason } from '../contract/delivery.ts';
import { type Access, type Arrival, type Channel, failed, oneLine, type StatusAnswer } from './channels/channel.ts';
import { type ItemRecord, type Standing, withOutcome, withStanding } from './item-record.ts';
import { type AttemptEnd, Interrupted, isPlaceAway, Lane } from './lane.ts';
import type { Outbox } from './outbox.ts';
import { Packer } from './parcel.ts';

export interface DispatcherParts {
  readonly outbox: Outbox;
  readonly sealTo: () => readonly string[];
  /** Unix time by this PC's clock, which may be stepped: for what is shown. */
  readonly nowMs: () => number;
  /** Never stepped: for what is waited for. */
  readonly monotonicMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onChange: () => void;
  /** A server's `Date`, Unix time in milliseconds, at this moment. */
  readonly onServerTime: (serverTimeMs: number) => void;
}

const REFUSALS = new Set<DeliveryReason>([
  'refused-by-store',
  'differs',
  'no-access',
  'not-understood',
  'answer-too-large',
  'bad-settings',
]);

/** Brings what the outbox holds to every channel that takes it, until each has it or a person says it is done. */
export class Dispatcher {
  private readonly parts: DispatcherParts;
  private readonly packer: Packer;
  private readonly openPlaces = new Map<string, DeliveryProblem>();
  private lanes: Lane[] = [];
  private closing: Promise<unknown> = Promise.resolve();

  constructor(parts: DispatcherParts) {
    this.parts = parts;
    const { outbox, sealTo, monotonicMs } = parts;
    this.packer = new Packer({
      outbox,
      sealTo,
      monotonicMs,
      onAccess: (channel, access) => this.judge(channel, access),
    });
  }

  get problems(): DeliveryProblem[] {
    return [...this.openPlaces.values()];
  }

  /** Replaces all channels; what they had not finished begins anew on these. */
  use(channels: readonly Channel[]): void {
    this.closing = Promise.all(this.lanes.map((lane) => lane.close()));
    this.packer.forgetAccess();
    this.openPlaces.clear();
    const { outbox, monotonicMs, nowMs, random } = this.parts;
    this.lanes = channels.map(
      (channel) =>
        new Lane({
          channel,
          find: (id) => outbox.find(id),
          attempt: (...args) => this.attempt(...args),
          onStatus: (id, answer) => this.take(id, answer),
          monotonicMs,
          nowMs,
          random,
        }),
    );
    for (const record of outbox.all()) this.enlist(record.id);
  }

  /** Gives a document to every channel that takes its kind and has not done with it. */
  enlist(id: string): void {
    const record = this.parts.outbox.find(id);
    if (!record || record.outcome?.handled || record.outcome?.refused) return;
    this.leaveClosedChannels(record);
    for (const lane of this.lanes) {
      const place = lane.channel.placeFor(record.kind);
      if (place === null) continue;
      const standing = record.standings[lane.channel.name];
      // A channel that is set later gets what nobody has, not all that ever was.
      if (!standing && ['sent', 'received', 'seen'].includes(record.state)) continue;
      if (standing && isDone(standing, place, lane.channel)) lane.watch(record);
      else {
        if (standing?.place !== place) this.stand(id, lane.channel, (before) => ({ ...before, place, isFinal: false }));
        lane.add(id);
      }
    }
  }

  /** Resolves when one channel's other side has it, all have tried, or the bound is over; never rejects. */
  async sendNow(id: string, boundMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const bound = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, boundMs);
    });
    const accepted = new Promise<void>((resolve) => {
      const tries = this.lanes.map(async (lane) => {
        await lane.now(id);
        if (['sent', 'received', 'seen', 'handled'].includes(this.parts.outbox.find(id)?.state ?? '')) resolve();
      });
      void Promise.all(tries).then(() => resolve());
    });
    await Promise.race([accepted, bound]);
    clearTimeout(timer);
  }

  retry(id: string): void {
    this.drop(id);
    this.enlist(id);
    for (const lane of this.lanes) void lane.now(id);
  }

  drop(id: string): void {
    for (const lane of this.lanes) lane.drop(id);
  }

  wake(): void {
    this.packer.forgetAccess();
    for (const lane of this.lanes) lane.wake();
  }

  /** Interrupts what is under way; resolves when nothing is. */
  async close(): Promise<void> {
    await Promise.all([this.closing, ...this.lanes.map((lane) => lane.close())]);
  }

  private async attempt(id: string, channel: Channel, signal: AbortSignal, progress: () => void): Promise<AttemptEnd> {
    const before = this.parts.outbox.find(id)?.standings[channel.name];
    const arrival = await this.arrivalOf(id, channel, signal, before?.mayHaveLeft ?? false, progress).catch(
      (error: unknown) => failed('internal', oneLine(String(error)), before?.mayHaveLeft ?? false),
    );
    if (signal.reason instanceof Interrupted && arrival?.kind !== 'arrived') return { kind: 'interrupted' };
    if (arrival === null) return { kind: 'again', isPlaceAway: false };
    if (arrival.kind === 'failed') {
      const mayHaveLeft = arrival.mayHaveLeft || (before?.mayHaveLeft ?? false);
      await this.stand(id, channel, (now) => ({ ...now, ...afterFailure(now, arrival), mayHaveLeft }));
      return { kind: 'again', isPlaceAway: isPlaceAway(arrival) };
    }
    const { state, reason, detail, isFinal, serverTimeMs } = arrival;
    if (serverTimeMs !== null) this.parts.onServerTime(serverTimeMs);
    await this.stand(id, channel, (now) => ({
      ...now,
      state,
      reason,
      detail,
      mayHaveLeft: state !== 'saved',
      isFinal,
    }));
    return isFinal ? { kind: 'done' } : { kind: 'again', isPlaceAway: false };
  }

  /** null: kept back, and so said. */
  private async arrivalOf(
    id: string,
    channel: Channel,
    signal: AbortSignal,
    isRepeat: boolean,
    progress: () => void,
  ): Promise<Arrival | null> {
    const packed = await this.packer.pack(id, channel, isRepeat, signal);
    if ('held' in packed) {
      const { held: reason, detail } = packed;
      await this.stand(id, channel, (now) => ({ ...now, state: 'held', reason, detail }));
      return null;
    }
    // On disk before anything leaves: after a crash here the next attempt looks first.
    await this.stand(id, channel, (now) => ({ ...now, attempts: now.attempts + 1, mayHaveLeft: true }));
    return channel.deliver(packed, signal, () => {
      void this.stand(id, channel, (now) => ({ ...now, state: 'sent', reason: null, detail: '' }));
      progress();
    });
  }

  private take(id: string, answer: StatusAnswer): void {
    if (answer.kind !== 'status') return;
    const { status, tag } = answer;
    void this.parts.outbox.update(id, (record) => withOutcome(record, status, tag, this.parts.nowMs()));
    this.parts.onChange();
  }

  private stand(id: string, channel: Channel, change: (now: Standing) => Standing): Promise<void> {
    const { outbox, nowMs, onChange } = this.parts;
    const kept = outbox.update(id, (record) => {
      const now = record.standings[channel.name] ?? { ...FRESH, place: channel.placeFor(record.kind) ?? '' };
      return withStanding(record, channel.name, { ...change(now), atMs: nowMs() });
    });
    onChange();
    return kept;
  }

  /** A channel that the agency has taken away tries no more, and what only it had not yet done is not said to wait. */
  private leaveClosedChannels(record: ItemRecord): void {
    const open = new Set(this.lanes.map(({ channel }) => channel.name));
    for (const [name, standing] of Object.entries(record.standings)) {
      const channel = name as keyof ItemRecord['standings'];
      if (open.has(channel) || ['saved', 'sent', 'received'].includes(standing.state)) continue;
      const closed = { ...standing, state: 'refused', reason: 'bad-settings', detail: '' } as const;
      if (standing.reason !== 'bad-settings')
        void this.parts.outbox.update(record.id, (now) => withStanding(now, channel, closed));
    }
  }

  private judge(channel: Channel, { list, read, delete: mayDelete, detail }: Access): void {
    const { name } = channel;
    if (![list, read, mayDelete].includes('yes')) this.openPlaces.delete(detail);
    else
      this.openPlaces.set(detail, {
        kind: 'open-to-others',
        channel: name,
        place: detail,
        detail: `list ${list}, read ${read}, delete ${mayDelete}`,
      });
  }
}

const FRESH = {
  state: 'queued',
  reason: null,
  detail: '',
  attempts: 0,
  atMs: 0,
  mayHaveLeft: false,
  isFinal: false,
} as const;

/**
 * What was received is, wherever it was; all else must be done again where the agency has set another place, or now
 * calls a share what was taken for a folder of this PC.
 */
function isDone({ state, place, isFinal }: Standing, placeNow: string, { isOnThisPc }: Channel): boolean {
  if (state === 'received') return true;
  return isFinal && place === placeNow && (state !== 'saved' || isOnThisPc);
}

/** What was accepted stays so, and the reason says why nothing more is known; but who holds another has not got it. */
function afterFailure(
  now: Standing,
  { reason, detail }: { reason: DeliveryReason; detail: string },
): Partial<Standing> {
  const isTaken = reason !== 'differs' && (now.state === 'sent' || now.state === 'received');
  return { state: isTaken ? now.state : REFUSALS.has(reason) ? 'refused' : 'queued', reason, detail };
}
