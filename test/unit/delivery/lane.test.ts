import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliverySettings } from '../../../electron/contract/settings.ts';
import type { Arrival, Channel, Parcel } from '../../../electron/delivery/channels/channel.ts';
import { failed } from '../../../electron/delivery/channels/channel.ts';
import { Dispatcher } from '../../../electron/delivery/dispatcher.ts';
import { finishDocument } from '../../../electron/delivery/document.ts';
import { Outbox } from '../../../electron/delivery/outbox.ts';
import { UlidMaker } from '../../../electron/delivery/ulid.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

const RECEIVED: Arrival = {
  kind: 'arrived',
  state: 'received',
  reason: null,
  detail: '',
  isFinal: true,
  serverTimeMs: null,
};

/** A channel whose answers the test decides, one by one. */
class ScriptedChannel implements Channel {
  readonly needsSealing = false;
  readonly timeoutMs = 60_000;
  readonly name: Channel['name'];
  tried: { id: string; atMs: number; isRepeat: boolean }[] = [];
  atOnce = 0;
  most = 0;
  answer: (parcel: Parcel, signal: AbortSignal, progress: () => void) => Promise<Arrival> = async () => RECEIVED;

  constructor(name: Channel['name'] = 'http') {
    this.name = name;
  }

  placeFor(): string {
    return 'https://store.example/';
  }

  async deliver(parcel: Parcel, signal: AbortSignal, progress: () => void): Promise<Arrival> {
    this.tried.push({ id: parcel.id, atMs: performance.now(), isRepeat: parcel.isRepeat });
    this.most = Math.max(this.most, ++this.atOnce);
    try {
      return await this.answer(parcel, signal, progress);
    } finally {
      this.atOnce--;
    }
  }
}

const hang = (_: Parcel, signal: AbortSignal) =>
  new Promise<Arrival>((resolve) => signal.addEventListener('abort', () => resolve(failed('late', ''))));
const away = async (): Promise<Arrival> => failed('unreachable', 'no route', false);
const refuse = async (): Promise<Arrival> => failed('refused-by-store', 'no');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function room(...channels: Channel[]) {
  const outbox = new Outbox({ fs: new PowerCutFs(new Steps()).asFs(), folder: FOLDER, nowMs: Date.now });
  const dispatcher = new Dispatcher({
    outbox,
    sealTo: () => [],
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    random: () => 1,
    onChange: () => {},
    onServerTime: () => {},
  });
  dispatcher.use(channels);
  const ids = new UlidMaker({ nowMs: Date.now });
  const add = async (urgent = false) => {
    const document = {
      schema: 1,
      id: ids.next(),
      kind: 'incident',
      createdAt: new Date().toISOString(),
      clock: { timeZone: 'UTC', unixMs: Date.now(), offsetMs: null },
      body: {},
      attachments: [],
    };
    const handling = { personal: false, urgent, mustGo: false };
    const { id } = await outbox.add(finishDocument(document, DeliverySettings.parse({}).maxDocumentBytes), handling);
    dispatcher.enlist(id);
    return id;
  };
  return { outbox, dispatcher, add };
}

describe('a lane', () => {
  it('takes one document at a time, the urgent first, the others in the order they came', async () => {
    const channel = new ScriptedChannel();
    const { add } = room(channel);
    const [one, two] = [await add(), await add()];
    const urgent = await add(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(channel.tried.map(({ id }) => id)).toEqual([urgent, one, two]);
    expect(channel.most).toBe(1);
  });

  it('starves nothing: after three urgent ones in a row another has its turn', async () => {
    const channel = new ScriptedChannel();
    const { add } = room(channel);
    const ordinary = await add();
    for (let count = 0; count < 6; count++) await add(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(channel.tried.map(({ id }) => id === ordinary)).toEqual([false, false, false, true, false, false, false]);
  });

  it('asks a place that is away rarely, and not once for each document that waits', async () => {
    const channel = new ScriptedChannel();
    channel.answer = away;
    const { add } = room(channel);
    for (let count = 0; count < 50; count++) await add();
    await vi.advanceTimersByTimeAsync(3_600_000);
    // 5 s, doubling to 15 minutes.
    expect(channel.tried.length).toBeGreaterThanOrEqual(10);
    expect(channel.tried.length).toBeLessThanOrEqual(14);
    const gaps = channel.tried
      .slice(1)
      .map(({ atMs }, at) => Math.round((atMs - (channel.tried[at]?.atMs ?? 0)) / 1000));
    expect(gaps.slice(0, 5)).toEqual([5, 10, 20, 40, 80]);
    expect(Math.max(...gaps)).toBe(900);
  });

  it('asks for an incident every minute at the latest', async () => {
    const channel = new ScriptedChannel();
    channel.answer = away;
    const { add } = room(channel);
    await add(true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(channel.tried.length).toBeGreaterThanOrEqual(60);
  });

  it('goes on with the others where one document is refused', async () => {
    const channel = new ScriptedChannel();
    const { add, outbox } = room(channel);
    channel.answer = refuse;
    const bad = await add();
    await vi.advanceTimersByTimeAsync(10);
    channel.answer = async () => RECEIVED;
    const good = await add();
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.get(good).state).toBe('received');
    expect(outbox.get(bad).state).toBe('refused');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(outbox.get(bad).state).toBe('received');
  });

  it('tries at once what waits when the network is back', async () => {
    const channel = new ScriptedChannel();
    channel.answer = away;
    const { add, dispatcher, outbox } = room(channel);
    const id = await add();
    await vi.advanceTimersByTimeAsync(600_000);
    channel.answer = async () => RECEIVED;
    dispatcher.wake();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(outbox.get(id).state).toBe('received');
  });

  it('does not mind the wall clock being stepped', async () => {
    const channel = new ScriptedChannel();
    channel.answer = away;
    const { add, outbox } = room(channel);
    const id = await add();
    await vi.advanceTimersByTimeAsync(10);
    channel.answer = async () => RECEIVED;
    vi.setSystemTime(Date.now() - 365 * 86_400_000);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(outbox.get(id).state).toBe('received');
  });

  it('gives up an attempt at the channel’s bound and looks before the next', async () => {
    const channel = new ScriptedChannel();
    channel.answer = hang;
    const { add, outbox } = room(channel);
    const id = await add();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outbox.get(id).standings.http).toMatchObject({ state: 'queued', reason: 'late', mayHaveLeft: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(channel.tried.map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
  });
});

describe('sending now', () => {
  it('goes ahead of an attempt that hangs, which is taken up again afterwards', async () => {
    const channel = new ScriptedChannel();
    channel.answer = hang;
    const { add, dispatcher, outbox } = room(channel);
    const slow = await add();
    await vi.advanceTimersByTimeAsync(10);
    channel.answer = async () => RECEIVED;
    const urgent = await add(true);
    await dispatcher.sendNow(urgent, 1_500);
    expect(channel.tried.map(({ id }) => id)).toEqual([slow, urgent]);
    expect(outbox.get(urgent).state).toBe('received');
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.get(slow).state).toBe('received');
    expect(channel.most).toBe(1);
  });

  it('does not wait for the pause of a place that was away', async () => {
    const channel = new ScriptedChannel();
    channel.answer = away;
    const { add, dispatcher, outbox } = room(channel);
    await add();
    await vi.advanceTimersByTimeAsync(600_000);
    channel.answer = async () => RECEIVED;
    const urgent = await add(true);
    await dispatcher.sendNow(urgent, 1_500);
    expect(outbox.get(urgent).state).toBe('received');
  });

  it('is over as soon as one channel’s other side has accepted it, though it is not read back yet', async () => {
    const [quick, dead] = [new ScriptedChannel('http'), new ScriptedChannel('smtp')];
    dead.answer = hang;
    quick.answer = async (_, signal, progress) => {
      progress();
      return hang(_, signal);
    };
    const { add, dispatcher, outbox } = room(quick, dead);
    const id = await add(true);
    const startedAtMs = performance.now();
    await dispatcher.sendNow(id, 1_500);
    expect(performance.now() - startedAtMs).toBeLessThan(50);
    expect(outbox.get(id).state).toBe('sent');
  });

  it('is over when every channel has failed', async () => {
    const [one, other] = [new ScriptedChannel('http'), new ScriptedChannel('smtp')];
    one.answer = away;
    other.answer = refuse;
    const { add, dispatcher, outbox } = room(one, other);
    const id = await add(true);
    const startedAtMs = performance.now();
    await dispatcher.sendNow(id, 1_500);
    expect(performance.now() - startedAtMs).toBeLessThan(50);
    expect(outbox.get(id).standings).toMatchObject({
      http: { reason: 'unreachable' },
      smtp: { reason: 'refused-by-store' },
    });
  });

  it('is over at its bound, and the attempts go on', async () => {
    const channel = new ScriptedChannel();
    let answer: (arrival: Arrival) => void = () => {};
    channel.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const { add, dispatcher, outbox } = room(channel);
    const id = await add(true);
    const startedAtMs = performance.now();
    const sending = dispatcher.sendNow(id, 1_500);
    await vi.advanceTimersByTimeAsync(1_500);
    await sending;
    expect(performance.now() - startedAtMs).toBe(1_500);
    expect(outbox.get(id).state).toBe('queued');
    answer(RECEIVED);
    await vi.advanceTimersByTimeAsync(1);
    expect(outbox.get(id).state).toBe('received');
  });

  it('asked for twice tries once', async () => {
    const channel = new ScriptedChannel();
    const { add, dispatcher } = room(channel);
    const id = await add(true);
    await Promise.all([dispatcher.sendNow(id, 1_500), dispatcher.sendNow(id, 1_500)]);
    expect(channel.tried).toHaveLength(1);
  });
});

describe('channels that the agency changes', () => {
  it('get what is waiting, and a later one not what others have', async () => {
    const [http, smtp] = [new ScriptedChannel('http'), new ScriptedChannel('smtp')];
    const { add, dispatcher, outbox } = room();
    const waiting = await add();
    expect(outbox.get(waiting).state).toBe('saved');
    dispatcher.use([http]);
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.get(waiting).state).toBe('received');
    dispatcher.use([http, smtp]);
    const fresh = await add();
    await vi.advanceTimersByTimeAsync(10);
    expect(smtp.tried.map(({ id }) => id)).toEqual([fresh]);
  });

  it('leave nothing said to be queued that no channel tries any more', async () => {
    const channel = new ScriptedChannel();
    channel.answer = away;
    const { add, dispatcher, outbox } = room(channel);
    const id = await add();
    await vi.advanceTimersByTimeAsync(10);
    dispatcher.use([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.get(id)).toMatchObject({ state: 'refused', standings: { http: { reason: 'bad-settings' } } });
    dispatcher.use([new ScriptedChannel()]);
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.get(id).state).toBe('received');
  });
});
