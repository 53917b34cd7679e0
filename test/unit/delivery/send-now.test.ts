import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Arrival } from '../../../electron/delivery/channels/channel.ts';
import { away, hang, RECEIVED, refuse, room, ScriptedChannel } from './scripted-channel.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
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
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
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
