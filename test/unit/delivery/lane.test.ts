import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatusAnswer } from '../../../electron/delivery/channels/channel.ts';
import { away, hang, RECEIVED, refuse, room, ScriptedChannel } from './scripted-channel.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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

class AskedChannel extends ScriptedChannel {
  asked: { id: string; atMs: number }[] = [];
  askStatus({ id }: { id: string }): Promise<StatusAnswer> {
    this.asked.push({ id, atMs: performance.now() });
    return Promise.resolve({ kind: 'unchanged' });
  }
}

const DAY_MS = 86_400_000;
const [WRONG, RIGHT] = [Date.parse('2016-01-01T00:00:00Z'), Date.parse('2026-11-23T06:00:00Z')];

describe('the question what a person wrote', () => {
  it.each([
    ['the document was made', WRONG, RIGHT, RIGHT],
    ['it arrived', WRONG, WRONG, RIGHT],
    ['it arrived, ten years ahead', RIGHT, RIGHT, WRONG],
  ])('is asked as ever where the clock was wrong when %s', async (_, madeAt, arrivedAt, setTo) => {
    vi.setSystemTime(madeAt);
    const channel = new AskedChannel();
    channel.answer = away;
    const { add } = room(channel);
    await add(true);
    await vi.advanceTimersByTimeAsync(100);
    vi.setSystemTime(arrivedAt);
    channel.answer = async () => RECEIVED;
    await vi.advanceTimersByTimeAsync(5_500);
    vi.setSystemTime(setTo);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(channel.asked.length).toBeGreaterThan(90);
    expect(channel.asked.length).toBeLessThan(125);
    channel.asked = [];
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(channel.asked.length).toBeGreaterThan(8);
    expect(channel.asked.length).toBeLessThan(17);
  });

  it('ends 60 days after the document arrived', async () => {
    const channel = new AskedChannel();
    const { add } = room(channel);
    await add();
    await vi.advanceTimersByTimeAsync(61 * DAY_MS);
    expect(channel.asked.length).toBeGreaterThan(150);
    channel.asked = [];
    await vi.advanceTimersByTimeAsync(61 * DAY_MS);
    expect(channel.asked).toEqual([]);
  });

  it('is asked of an old document once in each run, for a clock that was wrong made it look old', async () => {
    vi.setSystemTime(WRONG);
    const [before, after] = [new AskedChannel(), new AskedChannel()];
    const { add, dispatcher } = room(before);
    const id = await add(true);
    await vi.advanceTimersByTimeAsync(60_000);
    vi.setSystemTime(RIGHT);
    // As the next start does, which knows the time of arrival by the wall clock alone.
    dispatcher.use([after]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(after.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(10 * DAY_MS);
    expect(after.asked.map((each) => each.id)).toEqual([id]);
  });

  it('is asked at once in the next run of one that arrived later than the clock now says', async () => {
    vi.setSystemTime(RIGHT);
    const [before, after] = [new AskedChannel(), new AskedChannel()];
    const { add, dispatcher } = room(before);
    await add(true);
    await vi.advanceTimersByTimeAsync(60_000);
    vi.setSystemTime(WRONG);
    dispatcher.use([after]);
    await vi.advanceTimersByTimeAsync(10 * 3_600_000);
    expect(after.asked.length).toBeGreaterThan(120);
    // 30 seconds apart in the first hour only.
    expect(after.asked.length).toBeLessThan(200);
  });
});
