import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../../electron/contract/settings.ts';
import { OfficialUsage } from '../../../../electron/contract/usage.ts';
import { OfficialFigure, type OfficialFigureParts } from '../../../../electron/features/usage/official-figure.ts';
import { BUILT_IN } from '../../../../electron/settings/built-in.ts';
import { json, type LoopbackServer, startLoopbackServer, text } from '../../../fixtures/loopback-server.ts';

const DAY = '2026-11-23';
const MINUTE_MS = 60_000;

let server: LoopbackServer;
let folder: string;
let nowMs: number;
let day: string;
let settings: Settings;

beforeEach(async () => {
  server = await startLoopbackServer();
  folder = mkdtempSync(join(tmpdir(), 'official-'));
  nowMs = Date.parse('2026-11-23T02:00:00Z');
  day = DAY;
  settings = withSource({});
  server.answer = json({ usage: { down: 400_000_000, up: 100_000_000 } });
});

afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  rmSync(folder, { recursive: true });
});

function withSource(change: Partial<NonNullable<Settings['officialUsage']>>): Settings {
  const source = {
    url: `${server.address}/{account}/{day}`,
    rxPointer: '/usage/down',
    txPointer: '/usage/up',
    refreshMinutes: 30,
  };
  return { ...BUILT_IN, officialUsage: { ...source, ...change } };
}

function figure(parts: Partial<OfficialFigureParts> = {}): OfficialFigure {
  const account = 'CITY\\王小明/../x';
  return new OfficialFigure({
    fetch,
    settings: () => settings,
    account,
    day: () => day,
    folder,
    nowMs: () => nowMs,
    ...parts,
  });
}

async function asking(parts: Partial<OfficialFigureParts> = {}): Promise<OfficialUsage> {
  const official = figure(parts);
  await official.refresh(true);
  return OfficialUsage.parse(official.current());
}

describe('a good answer', () => {
  it('gives the figure, held against the cap by the reading in force', async () => {
    expect(await asking()).toEqual({
      kind: 'figure',
      day: DAY,
      rxBytes: 400_000_000,
      txBytes: 100_000_000,
      countedBytes: 500_000_000,
      percent: 50,
      warn: false,
      over: false,
      fetchedAtMs: nowMs,
      stale: false,
      lastError: null,
    });
    settings = { ...settings, counting: 'each-direction', capBytes: 400_000_000 };
    expect(await asking()).toMatchObject({ countedBytes: 400_000_000, percent: 100, over: false });
    settings = { ...settings, capBytes: 399_999_999 };
    expect(await asking()).toMatchObject({ over: true });
  });

  it('asks for this account and day, neither able to change the rest of the address', async () => {
    await asking();
    expect(server.asked).toEqual([`/CITY%5C${encodeURIComponent('王小明')}%2F..%2Fx/${DAY}`]);
  });
});

describe('no figure', () => {
  it('is "not set" where the agency set no address, and nothing is asked', async () => {
    settings = BUILT_IN;
    expect(await asking()).toEqual({ kind: 'not-set' });
    expect(server.asked).toEqual([]);
  });

  it('is "waiting" before the first answer', () => {
    expect(figure().current()).toEqual({ kind: 'waiting' });
  });

  it('comes of an address that must not be asked, and nothing is asked', async () => {
    settings = withSource({ url: 'http://usage.example/{account}' });
    const fetchSpy = vi.fn();
    expect(await asking({ fetch: fetchSpy })).toMatchObject({ kind: 'error', reason: 'refused' });
    expect(fetchSpy).not.toHaveBeenCalled();
  });
});

describe('a figure once known', () => {
  it('is stale from a failed attempt, or twice its interval, on; and fresh again with the next answer', async () => {
    const official = figure();
    const isStale = () => (official.current() as Extract<OfficialUsage, { kind: 'figure' }>).stale;
    const intervalMs = (settings.officialUsage?.refreshMinutes ?? 0) * MINUTE_MS;
    await official.refresh(true);
    nowMs += 2 * intervalMs;
    expect(isStale()).toBe(false);
    nowMs += 1;
    expect(isStale()).toBe(true);
    await official.refresh(true);
    expect(isStale()).toBe(false);
    server.answer = text('', 500);
    await official.refresh(true);
    expect(isStale()).toBe(true);
  });

  it('warns from the first threshold on', async () => {
    settings = { ...settings, warnAtPercent: [50] };
    expect(await asking()).toMatchObject({ warn: true, over: false });
    settings = { ...settings, warnAtPercent: [51] };
    expect(await asking()).toMatchObject({ warn: false });
  });

  it('stays, marked, when a later attempt of that day fails', async () => {
    const official = figure();
    await official.refresh(true);
    server.answer = text('', 500);
    nowMs += 40 * MINUTE_MS;
    await official.refresh();
    expect(official.current()).toMatchObject({
      kind: 'figure',
      countedBytes: 500_000_000,
      fetchedAtMs: nowMs - 40 * MINUTE_MS,
      lastError: expect.stringContaining('HTTP 500'),
    });
    server.answer = json({ usage: { down: 1, up: 1 } });
    await official.refresh();
    expect(official.current()).toMatchObject({ countedBytes: 2, lastError: null });
  });

  it('is never shown as another day', async () => {
    const official = figure();
    await official.refresh(true);
    day = '2026-11-24';
    expect(official.current()).toEqual({ kind: 'waiting' });
    server.answer = text('', 500);
    await official.refresh();
    expect(official.current()).toMatchObject({ kind: 'error', reason: 'refused' });
  });

  it('counts for the day that was asked about, though midnight passes meanwhile', async () => {
    const official = figure();
    const done = official.refresh(true);
    day = '2026-11-24';
    await done;
    expect(official.current()).toEqual({ kind: 'waiting' });
    day = DAY;
    expect(official.current()).toMatchObject({ kind: 'figure', day: DAY });
  });

  it('is there after a restart with its age, and not asked for again while fresh', async () => {
    await asking();
    const fetchedAtMs = nowMs;
    nowMs += 10 * MINUTE_MS;
    const again = figure();
    expect(again.current()).toMatchObject({ kind: 'figure', countedBytes: 500_000_000, fetchedAtMs });
    await again.refresh();
    expect(server.asked).toHaveLength(1);
    nowMs += 21 * MINUTE_MS;
    await again.refresh();
    expect(server.asked).toHaveLength(2);
  });

  it('is not taken for the figure of another account, address or pointer', async () => {
    await asking();
    expect(figure({ account: 'someone else' }).current()).toEqual({ kind: 'waiting' });
    settings = withSource({ txPointer: '/usage/down' });
    expect(figure().current()).toEqual({ kind: 'waiting' });
  });

  it.each(['{', '{"schema":2}', '[]', ''])(
    'is merely asked for again where the kept file holds %j',
    async (content) => {
      writeFileSync(join(folder, 'official-usage.json'), content);
      const official = figure();
      expect(official.current()).toEqual({ kind: 'waiting' });
      await official.refresh();
      expect(official.current()).toMatchObject({ kind: 'figure' });
      expect(JSON.parse(readFileSync(join(folder, 'official-usage.json'), 'utf8'))).toMatchObject({
        schema: 1,
        day: DAY,
      });
      expect(readdirSync(folder)).toEqual(['official-usage.json']);
    },
  );

  it('is shown though it cannot be kept', async () => {
    const lines: string[] = [];
    const usage = await asking({ folder: join(folder, 'official-usage.json\0'), log: (line) => lines.push(line) });
    expect(usage).toMatchObject({ kind: 'figure' });
    expect(lines.join()).toMatch(/not kept/);
  });
});

describe('asking by itself', () => {
  /** Ticks in fake time, each minute's attempt ended before the next begins. */
  async function pass(official: OfficialFigure, minutes: number): Promise<void> {
    await official.settled();
    for (let minute = 0; minute < minutes; minute++) {
      nowMs += MINUTE_MS;
      vi.advanceTimersByTime(MINUTE_MS);
      await official.settled();
    }
  }
  let attemptsAtMs: number[] = [];
  let status = 200;
  const countingFetch: OfficialFigureParts['fetch'] = async () => {
    attemptsAtMs.push(nowMs);
    return new Response('{"usage":{"down":1,"up":2}}', { status });
  };
  const started = (random = 0.5) => {
    const official = figure({ fetch: countingFetch, random: () => random });
    official.start();
    return official;
  };
  const waitsMinutes = () => attemptsAtMs.slice(1).map((atMs, at) => (atMs - (attemptsAtMs[at] ?? 0)) / MINUTE_MS);

  beforeEach(() => {
    attemptsAtMs = [];
    status = 200;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });

  it('starts at once and goes on at the interval set', async () => {
    const official = started();
    await pass(official, 95);
    official.stop();
    expect(waitsMinutes()).toEqual([30, 30, 30]);
    await pass(official, 60);
    expect(attemptsAtMs).toHaveLength(4);
  });

  it('waits longer after each failure, up to the interval set, and is spread by chance', async () => {
    status = 503;
    const official = started();
    await pass(official, 100);
    expect(waitsMinutes()).toEqual([1, 2, 4, 8, 16, 30, 30]);
    official.stop();
    attemptsAtMs = [];
    const spread = started(1);
    await pass(spread, 50);
    spread.stop();
    expect(waitsMinutes()).toEqual([2, 3, 5, 10, 20]);
  });

  it('asks anew within minutes of a new day, spread over them, and says at once that there is no figure yet', async () => {
    const official = started();
    await pass(official, 10);
    const seen: string[] = [];
    official.onChange(({ kind }) => seen.push(kind));
    day = '2026-11-24';
    await pass(official, 1);
    expect(seen).toEqual(['waiting']);
    await pass(official, 3);
    expect(seen).toEqual(['waiting', 'figure']);
    expect(waitsMinutes()).toEqual([14]);
    official.stop();
  });

  it('asks anew at once when the agency sets another address', async () => {
    const official = started();
    await pass(official, 2);
    settings = withSource({ url: `${server.address}/other/{account}` });
    await pass(official, 1);
    expect(attemptsAtMs).toHaveLength(2);
    official.stop();
  });

  it('is not silenced by a clock that is set back', async () => {
    const official = started();
    await pass(official, 1);
    nowMs -= 24 * 60 * MINUTE_MS;
    await pass(official, 1);
    expect(attemptsAtMs).toHaveLength(2);
    official.stop();
  });

  it('tries when told that the network is back, without waiting for its turn', async () => {
    status = 503;
    const official = started();
    await pass(official, 10);
    const before = attemptsAtMs.length;
    status = 200;
    await official.refresh();
    expect(attemptsAtMs).toHaveLength(before + 1);
    await official.refresh();
    expect(attemptsAtMs).toHaveLength(before + 1);
    official.stop();
  });

  it('joins calls made while one is under way', async () => {
    const official = figure({ fetch: countingFetch });
    await Promise.all([official.refresh(true), official.refresh(true), official.refresh()]);
    expect(attemptsAtMs).toHaveLength(1);
  });

  it('tells listeners of each outcome until they stop', async () => {
    const official = figure({ fetch: countingFetch });
    const seen: string[] = [];
    const stop = official.onChange(({ kind }) => seen.push(kind));
    await official.refresh(true);
    stop();
    await official.refresh(true);
    expect(seen).toEqual(['figure']);
  });
});
