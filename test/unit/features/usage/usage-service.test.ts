import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../../electron/contract/settings.ts';
import { DayId, DayUsage, HourUsage, type OfficialUsage, UsageSnapshot } from '../../../../electron/contract/usage.ts';
import { dayAfter } from '../../../../electron/features/usage/calendar.ts';
import { usageHandlers } from '../../../../electron/features/usage/handlers.ts';
import { readOnce } from '../../../../electron/features/usage/read-once.ts';
import { UsageService } from '../../../../electron/features/usage/usage-service.ts';
import type { WritableFs } from '../../../../electron/storage/append-only-file.ts';
import { SimulatedPc } from './simulated-pc.ts';
import { quickFs, removeTemporaryFolders, TAIPEI, taipei, temporaryFolder } from './temporary-ledger.ts';

const GB = 1_000_000_000;
const MB = 1_000_000;
const NOT_SET: OfficialUsage = { kind: 'not-set' };

afterAll(removeTemporaryFolders);

interface DeskParts {
  readonly pc?: SimulatedPc;
  readonly folder?: string;
  readonly settings?: { now: Settings };
  readonly fs?: WritableFs;
}

function desk({
  pc = new SimulatedPc(taipei('2026-11-23 09:00')),
  folder = temporaryFolder(),
  ...parts
}: DeskParts = {}) {
  const settings = parts.settings ?? { now: TAIPEI };
  const logged: string[] = [];
  const service = new UsageService({
    platform: pc,
    folder,
    settings: () => settings.now,
    official: () => NOT_SET,
    nowMs: () => pc.wallMs,
    log: (line) => logged.push(line),
    fs: parts.fs ?? quickFs,
  });
  const move = (rxBytes: number, txBytes = 0, ms = 15_000) => {
    pc.pass(ms);
    pc.move('lan', rxBytes, txBytes);
    service.readNow();
  };
  const once = () =>
    readOnce({ platform: pc, folder, settings: () => settings.now, official: () => NOT_SET, nowMs: () => pc.wallMs });
  return { pc, folder, settings, service, move, once, logged };
}

/** How the app went off, by the newest line of the journal. */
function newestMark(folder: string): unknown {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '').checkpoint.closed;
}

/** As the contract checks it before it goes to the page. */
const checked = (snapshot: UsageSnapshot) => UsageSnapshot.parse(snapshot);

describe('the usage service', () => {
  it('says not measured yet before the first reading, and never 0', () => {
    const { service } = desk();
    expect(checked(service.snapshot())).toMatchObject({
      state: 'unknown',
      unknownReason: 'not-measured-yet',
      countedBytes: null,
      rxBytes: null,
      percent: null,
      leftBytes: null,
      measuredMinutes: 0,
    });
  });

  it('holds today’s bytes against the cap, by hour and by adapter', () => {
    const { service, move, pc } = desk();
    service.readNow();
    move(300 * MB, 100 * MB, 45 * 60_000);
    move(300 * MB, 50 * MB, 30 * 60_000);
    pc.move('tunnel', 70, 7);
    move(0);
    const now = checked(service.snapshot());
    expect(now).toMatchObject({
      state: 'warn',
      countedBytes: 750 * MB,
      rxBytes: 600 * MB,
      txBytes: 150 * MB,
      percent: 75,
    });
    expect(now).toMatchObject({
      leftBytes: 250 * MB,
      passedPercent: [70],
      networksConfigured: false,
      day: '2026-11-23',
    });
    expect(now.measuredMinutes).toBe(75.25);
    expect(now.hours).toHaveLength(11);
    expect(now.hours.filter((hour) => hour.measuredMinutes > 0).map((hour) => hour.rxBytes + hour.txBytes)).toEqual([
      575 * MB,
      175 * MB,
    ]);
    // An adapter's own key holds its hardware address, which the page has no use for.
    expect(now.adapters.map(({ key }) => key)).toEqual(['0', '1', '2', '3']);
    expect(now.adapters.map(({ name, counted, rxBytes }) => [name, counted, rxBytes])).toEqual([
      ['lan 0', true, 600 * MB],
      ['wlan 0', true, 0],
      ['old32 0', true, 0],
      ['tunnel 0', false, 70],
    ]);
  });

  it('holds only the larger direction against the cap where the agency counts so', () => {
    const { service, move } = desk({ settings: { now: { ...TAIPEI, counting: 'each-direction' } } });
    service.readNow();
    move(900 * MB, 800 * MB);
    expect(checked(service.snapshot())).toMatchObject({ state: 'warn', countedBytes: 900 * MB, rxBytes: 900 * MB });
  });

  it('is unknown, with the system’s words and a gap, while the counters cannot be read, and then loses nothing', () => {
    const { service, move, pc } = desk();
    service.readNow();
    move(10 * MB);
    pc.refusal = 'EACCES: permission denied, open /proc/net/dev';
    move(5 * MB, 0, 10 * 60_000);
    const blind = checked(service.snapshot());
    expect(blind).toMatchObject({ state: 'unknown', unknownReason: 'counters-unreadable', countedBytes: 10 * MB });
    expect(blind.unknownDetail).toContain('EACCES');
    expect(blind.gaps).toMatchObject([{ reason: 'counters-unreadable', toMs: pc.wallMs, maybeOff: false }]);
    expect([blind.measuredMinutes, blind.onMinutes]).toEqual([0.25, 10.25]);
    expect(blind.forecast.kind).toBe('unknown');
    pc.refusal = null;
    move(0);
    expect(checked(service.snapshot())).toMatchObject({ state: 'ok', countedBytes: 15 * MB, gaps: [] });
  });

  it('does not take the night for time that the PC was on where the counters cannot be read in the morning', async () => {
    const first = desk({ pc: new SimulatedPc(taipei('2026-11-22 17:00')) });
    first.service.readNow();
    await first.service.close('quit');
    first.pc.reboot(15 * 3_600_000);
    first.pc.refusal = 'EACCES';
    const { service, pc } = desk({ pc: first.pc, folder: first.folder });
    service.readNow();
    pc.pass(600_000);
    service.readNow();
    const now = checked(service.snapshot());
    expect(now.gaps.map(({ fromMs, toMs, maybeOff }) => [fromMs, toMs, maybeOff])).toEqual([
      [taipei('2026-11-23 00:00'), taipei('2026-11-23 08:00'), true],
      [taipei('2026-11-23 08:00'), taipei('2026-11-23 08:10'), false],
    ]);
    expect([now.onMinutes, now.measuredMinutes, now.countedBytes]).toEqual([10, 0, null]);
  });

  it('names 32 uncounted adapters and adds the rest up, also after a restart, and counts none of them twice', async () => {
    const first = desk();
    for (let index = 0; index < 60; index++)
      first.pc.adapters.push({
        key: `veth${index}`,
        counted: false,
        wraps: false,
        present: true,
        rxBytes: 0,
        txBytes: 0,
      });
    first.service.readNow();
    const moveAll = () => {
      for (let index = 0; index < 60; index++) first.pc.move(`veth${index}`, 10, 0);
    };
    moveAll();
    first.move(0);
    await first.service.close('quit');
    const second = desk({ pc: first.pc, folder: first.folder });
    second.service.readNow();
    moveAll();
    second.move(0);
    const { adapters } = checked(second.service.snapshot());
    expect(adapters).toHaveLength(3 + 32 + 1);
    expect(adapters.at(-1)).toMatchObject({ name: '', counted: false });
    expect(adapters.reduce((sum, { rxBytes }) => sum + rxBytes, 0)).toBe(1_200);
  });

  it('stays over while the counters cannot be read', () => {
    const { service, move, pc } = desk();
    service.readNow();
    move(GB + 1);
    pc.refusal = 'gone';
    move(0);
    expect(service.snapshot().state).toBe('over');
  });

  it('says that no adapter counts, without a figure', () => {
    const { service, pc } = desk();
    for (const key of ['lan', 'wlan', 'old32']) pc.adapter(key).present = false;
    pc.pass(60_000);
    service.readNow();
    expect(checked(service.snapshot())).toMatchObject({
      state: 'unknown',
      unknownReason: 'no-counted-adapter',
      countedBytes: null,
    });
  });

  it('counts municipal bytes only, and shows the rest apart, where a list of networks is set', () => {
    const networks = [{ name: 'city', addressRanges: ['10.0.0.0/8'], dnsSuffixes: [] }];
    const { service, move, pc } = desk({ settings: { now: { ...TAIPEI, networks } } });
    const at = (...addresses: string[]) => {
      pc.facts = { ok: true, value: [{ key: 'lan', addresses, dnsSuffixes: [] }] };
    };
    at('10.1.1.1');
    service.readNow();
    move(100);
    at('192.168.1.5');
    move(7, 0, 61_000);
    move(50);
    pc.facts = { ok: false, detail: 'no' };
    move(3, 0, 61_000);
    move(2 * GB);
    const now = checked(service.snapshot());
    expect(now.parts.atWork.rxBytes).toBe(100);
    expect(now.parts.elsewhere.rxBytes).toBe(50);
    expect(now.parts.unknownNetwork.rxBytes).toBe(2 * GB + 10);
    expect(now).toMatchObject({ state: 'ok', countedBytes: 100, networksConfigured: true });
    expect(now.adapters.find(({ name }) => name === 'lan 0')).toMatchObject({
      network: 'unknown',
      rxBytes: 2 * GB + 160,
    });
  });

  it('marks what the link could not have carried, and counts it', () => {
    const { service, move, pc } = desk();
    pc.linkSpeed = 100e6;
    service.readNow();
    move(20 * MB);
    move(4_290 * MB);
    expect(checked(service.snapshot())).toMatchObject({
      state: 'over',
      countedBytes: 4_310 * MB,
      doubtfulBytes: 4_290 * MB,
    });
  });

  it('splits what spans midnight by time, to the byte, and marks both days estimated', () => {
    const { service, move } = desk({ pc: new SimulatedPc(taipei('2026-11-23 23:00')) });
    service.readNow();
    move(1_000_001, 0, 3 * 3_600_000);
    const [before, after] = service.history(2);
    expect([before?.rxBytes, after?.rxBytes]).toEqual([333_333, 666_668]);
    expect([before?.estimated, after?.estimated]).toEqual([true, true]);
    expect(checked(service.snapshot())).toMatchObject({ estimated: true, day: '2026-11-24', measuredMinutes: 120 });
  });

  it('does not mark a day estimated for the milliseconds past midnight', () => {
    const { service, move } = desk({ pc: new SimulatedPc(taipei('2026-11-23 23:59:50')) });
    service.readNow();
    move(1_000, 0, 10_005);
    expect(service.history(2).map((day) => day.estimated)).toEqual([false, false]);
  });

  it('spreads the traffic of a boot days ago (Fast Startup) over its days, as an estimate', () => {
    const pc = new SimulatedPc(taipei('2026-11-23 12:00'), 60 * 3_600_000);
    pc.move('lan', 600 * MB, 0);
    const { service } = desk({ pc });
    service.readNow();
    expect(service.history(4).map((day) => day.rxBytes)).toEqual([null, 240 * MB, 240 * MB, 120 * MB]);
    expect(checked(service.snapshot())).toMatchObject({ estimated: true, countedBytes: 120 * MB });
    expect(service.snapshot().parts.beforeSignIn.rxBytes).toBe(120 * MB);
  });

  it('tells of each threshold once a day, also across restarts, and again the next day', async () => {
    const first = desk();
    const told: [readonly number[], string][] = [];
    first.service.onThreshold((percents, { state }) => told.push([percents, state]));
    first.service.readNow();
    first.move(720 * MB);
    first.move(1);
    expect(told).toEqual([[[70], 'warn']]);
    await first.service.close('quit');
    const second = desk({ pc: first.pc, folder: first.folder });
    second.service.onThreshold((percents, { state }) => told.push([percents, state]));
    second.service.readNow();
    expect(told).toHaveLength(1);
    second.move(400 * MB);
    expect(told.slice(1)).toEqual([[[85, 95, 100], 'over']]);
    second.pc.wallMs = taipei('2026-11-24 09:00');
    second.move(710 * MB);
    expect(told.slice(2)).toEqual([[[70], 'warn']]);
  });

  it('knows when the cap was passed, also after a restart, and not where that fell into a long stretch', async () => {
    const first = desk();
    first.service.readNow();
    first.move(GB + 1);
    const passedAtMs = first.pc.wallMs;
    expect(first.service.snapshot().forecast).toEqual({ kind: 'reached', atMs: passedAtMs });
    await first.service.close('quit');
    const second = desk({ pc: first.pc, folder: first.folder });
    second.move(5);
    expect(second.service.snapshot().forecast).toEqual({ kind: 'reached', atMs: passedAtMs });
    const slept = desk();
    slept.service.readNow();
    slept.move(GB + 1, 0, 3_600_000);
    expect(slept.service.snapshot().forecast).toEqual({ kind: 'reached', atMs: null });
  });

  it('counts what moved between its runs of one boot, as this person’s under one sign-in', async () => {
    const first = desk();
    first.service.readNow();
    await first.service.close('quit');
    first.pc.pass(20 * 60_000);
    first.pc.move('lan', 40 * MB, 0);
    const second = desk({ pc: first.pc, folder: first.folder });
    second.service.readNow();
    expect(checked(second.service.snapshot())).toMatchObject({ countedBytes: 40 * MB, gaps: [], measuredMinutes: 20 });
    expect(second.service.snapshot().parts.atWork.rxBytes).toBe(40 * MB);
  });

  it('leaves a gap after a power cut and none after an orderly shutdown, and off time is not on time', async () => {
    for (const how of ['quit', 'shutdown'] as const) {
      const first = desk();
      first.service.readNow();
      first.move(MB, 0, 600_000);
      await first.service.close(how);
      first.pc.reboot(3_600_000);
      first.pc.pass(60_000);
      const second = desk({ pc: first.pc, folder: first.folder });
      second.service.readNow();
      const now = checked(second.service.snapshot());
      expect(now.gaps.map((gap) => [gap.reason, gap.maybeOff, gap.toMs - gap.fromMs])).toEqual(
        how === 'quit' ? [['restarted', true, 3_600_000]] : [],
      );
      expect([now.measuredMinutes, now.onMinutes]).toEqual([11, 11]);
    }
  });

  it('takes an announced shutdown for one only until it has measured on', async () => {
    for (const isCalledOff of [false, true]) {
      const first = desk();
      first.service.readNow();
      first.move(MB, 0, 600_000);
      await first.service.noteShutdown();
      // Ended without another word either way: at once, or some minutes of measuring later.
      if (isCalledOff) for (let minutes = 0; minutes < 5; minutes++) first.move(MB, 0, 60_000);
      await vi.waitFor(() => expect(newestMark(first.folder)).toBe(isCalledOff ? null : 'shutdown'));
      first.pc.reboot(3_600_000);
      const second = desk({ pc: first.pc, folder: first.folder });
      second.service.readNow();
      const { gaps } = checked(second.service.snapshot());
      expect(gaps.map(({ reason }) => reason)).toEqual(isCalledOff ? ['restarted'] : []);
    }
  });

  it('follows a clock stepped to another day and back, without losing or doubling a byte', () => {
    const { service, move, pc } = desk();
    service.readNow();
    move(100);
    pc.wallMs += 86_400_000;
    move(20);
    expect(checked(service.snapshot())).toMatchObject({ day: '2026-11-24', countedBytes: 20, estimated: true });
    pc.wallMs -= 86_400_000;
    move(3);
    expect(checked(service.snapshot())).toMatchObject({ day: '2026-11-23', countedBytes: 103, estimated: true });
  });

  it('counts under new settings from then on', () => {
    const { service, move, settings, pc } = desk({ pc: new SimulatedPc(taipei('2026-11-23 10:10')) });
    service.readNow();
    move(100);
    settings.now = { ...TAIPEI, dayStartsAt: '10:00', capBytes: 1_000_000 };
    service.settingsChanged();
    move(7);
    expect(checked(service.snapshot())).toMatchObject({
      capBytes: 1_000_000,
      day: '2026-11-23',
      dayStartMs: taipei('2026-11-23 10:00'),
    });
    settings.now = { ...settings.now, dayStartsAt: '10:05', timeZone: 'Asia/Kathmandu' };
    service.settingsChanged();
    move(11);
    expect(service.today()).toBe('2026-11-22');
    expect(service.snapshot().countedBytes).toBe(118);
    settings.now = { ...TAIPEI, networks: [{ name: 'city', addressRanges: ['10.0.0.0/8'], dnsSuffixes: [] }] };
    pc.facts = { ok: true, value: [{ key: 'lan', addresses: ['192.0.2.7'], dnsSuffixes: [] }] };
    service.settingsChanged();
    move(500);
    expect(checked(service.snapshot()).parts.elsewhere.rxBytes).toBe(500);
    expect(service.snapshot().countedBytes).toBe(118);
  });

  it('begins the new day within the hour where a new boundary has just passed', () => {
    const { service, move, settings } = desk({ pc: new SimulatedPc(taipei('2026-11-23 10:10')) });
    service.readNow();
    move(100);
    settings.now = { ...TAIPEI, dayStartsAt: '10:05' };
    service.settingsChanged();
    move(7);
    expect(service.history(2).map((day) => day.rxBytes)).toEqual([100, 7]);
  });

  it('answers the command line the same with and without the app, and writes nothing', async () => {
    const { service, move, once, folder, pc } = desk();
    service.readNow();
    move(620 * MB);
    await service.close('quit');
    pc.move('lan', MB, 0);
    pc.pass(1_000);
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(checked(once())).toMatchObject({ countedBytes: 621 * MB, state: 'ok' });
    expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual(before);
    const alone = desk();
    alone.pc.pass(5_000);
    alone.pc.move('lan', 9, 0);
    expect(checked(alone.once()).countedBytes).toBe(9);
    expect(() => readdirSync(alone.folder)).toThrow('ENOENT');
  });

  it('gives the command line no figure where there is a record that cannot be read', () => {
    const { folder, once } = desk();
    mkdirSync(join(folder, 'journal.jsonl'), { recursive: true });
    expect(once).toThrow('EISDIR');
  });

  it('has a row for each day, null where nothing was measured, with its note and the cap in force', async () => {
    const first = desk({ pc: new SimulatedPc(taipei('2026-11-20 09:00')) });
    first.service.readNow();
    first.move(GB + 5);
    await first.service.setNote('2026-11-20', '上傳標案');
    await first.service.close('shutdown');
    first.pc.reboot(3 * 86_400_000);
    const second = desk({ pc: first.pc, folder: first.folder, settings: { now: { ...TAIPEI, capBytes: 2 * GB } } });
    second.pc.pass(1_000);
    second.service.readNow();
    second.move(5);
    await vi.waitFor(() => expect(readdirSync(first.folder)).toContain('days.jsonl'));
    const days = second.service.history(5).map((day) => DayUsage.parse(day));
    expect(days.map(({ day, rxBytes, over, note }) => [day, rxBytes, over, note])).toEqual([
      ['2026-11-19', null, false, ''],
      ['2026-11-20', GB + 5, true, '上傳標案'],
      ['2026-11-21', null, false, ''],
      ['2026-11-22', null, false, ''],
      ['2026-11-23', 5, false, ''],
    ]);
    const hours = second.service.hoursOf('2026-11-20')?.map((hour) => HourUsage.parse(hour));
    expect(hours).toHaveLength(24);
    expect(hours?.reduce((sum, hour) => sum + hour.rxBytes, 0)).toBe(GB + 5);
    expect(second.service.hoursOf('2026-11-21')).toBeNull();
    await second.service.setNote('2026-11-20', '');
    expect(second.service.history(4)[0]?.note).toBe('');
  });

  it('says so while it cannot save, and when it can again', async () => {
    const full = { now: true };
    const fs: WritableFs = {
      ...quickFs,
      open: async (...args) => {
        if (full.now) throw new Error('ENOSPC: no space left on device, open');
        return quickFs.open(...args);
      },
    };
    const { service, move, folder, pc, logged } = desk({ fs });
    let changes = 0;
    service.onChange(() => changes++);
    service.readNow();
    await vi.waitFor(() => expect(service.saveProblem).toContain('ENOSPC'));
    const before = changes;
    move(MB);
    full.now = false;
    move(MB, 0, 61_000);
    await vi.waitFor(() => expect(service.saveProblem).toBeNull());
    expect(changes).toBeGreaterThan(before);
    expect(logged).toHaveLength(2);
    await service.close('quit');
    expect(desk({ pc, folder }).service.snapshot().countedBytes).toBe(2 * MB);
  });

  it('recovers damaged notes and says where the copy is', () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'notes.json'), '{"schema":1,"notes":{"2026-11-23":');
    const { service } = desk({ folder });
    expect(readFileSync(service.notesTrouble.setAside ?? '', 'utf8')).toContain('2026-11-23');
    // The record itself is whole: nothing of it was lost.
    expect(service.recoveries).toEqual([]);
  });

  it('says of notes that cannot be read why, and goes on keeping the record', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'notes.json'), { recursive: true });
    const { service } = desk({ folder });
    expect(service.notesTrouble).toEqual({ setAside: null, problem: expect.stringContaining('EISDIR') });
    expect(service.saveProblem).toBeNull();
  });

  it('rejects a note that cannot be saved, and keeps the old one', async () => {
    const { service, folder } = desk();
    await service.setNote('2026-11-23', 'first');
    mkdirSync(join(folder, 'blocked'));
    const notes = join(folder, 'notes.json');
    writeFileSync(join(folder, 'blocked', 'file'), readFileSync(notes));
    const other = desk({ folder: join(folder, 'blocked', 'file') });
    await expect(other.service.setNote('2026-11-23', 'second')).rejects.toThrow();
    expect(service.history(1)[0]?.note).toBe('first');
  });
});

describe('the readings of a running service', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('come every 15 s, every 2 s while watched, at once when a window opens, and just after each hour', () => {
    const { service, pc } = desk({ pc: new SimulatedPc(taipei('2026-11-23 09:59:38')) });
    const readAtMs: number[] = [];
    const startMs = pc.wallMs;
    const read = pc.readCounters.bind(pc);
    vi.spyOn(pc, 'readCounters').mockImplementation(() => {
      readAtMs.push(pc.wallMs - startMs);
      return read();
    });
    const pass = (ms: number) => {
      for (let step = 0; step < ms; step++) {
        pc.pass(1);
        vi.advanceTimersByTime(1);
      }
    };
    service.start();
    pass(38_000);
    expect(readAtMs).toEqual([0, 15_000, 22_005, 37_005]);
    service.setWatched(true);
    pass(5_000);
    expect(readAtMs.slice(4)).toEqual([38_000, 40_000, 42_000]);
    service.setWatched(false);
    pass(20_000);
    expect(readAtMs.slice(7)).toEqual([58_000]);
    void service.close('quit');
    pass(40_000);
    expect(readAtMs.slice(8)).toEqual([63_000]);
  });

  it('are told of at each while watched, else when a person would see a change, or once a minute', () => {
    const { service, move } = desk({ pc: new SimulatedPc(taipei('2026-11-23 09:00'), 60_000) });
    let changes = 0;
    service.onChange(() => changes++);
    service.readNow();
    expect(changes).toBe(1);
    move(1);
    move(1);
    expect(changes).toBe(1);
    move(11 * MB);
    expect(changes).toBe(2);
    move(0);
    move(0, 0, 45_000);
    expect(changes).toBe(3);
    service.start();
    service.setWatched(true);
    const before = changes;
    move(1, 0, 2_000);
    move(1, 0, 2_000);
    expect(changes).toBe(before + 2);
    void service.close('quit');
  });

  it('takes a note for today and each day kept, and refuses any other with the field', async () => {
    const { service } = desk();
    const today = service.today();
    for (const day of [today, dayAfter(today, -399)]) await service.setNote(day, 'n');
    expect(service.history(400).filter(({ note }) => note === 'n')).toHaveLength(2);
    const { setNote } = usageHandlers({ usage: service, refreshOfficial: vi.fn(), exportCsv: vi.fn() });
    for (const day of [dayAfter(today, 1), dayAfter(today, -400)])
      await expect(setNote({ day, note: 'n' })).rejects.toMatchObject({ code: 'bad-arguments', field: 'day' });
  });

  it('knows no day that the calendar does not have', () => {
    for (const day of ['9999-99-99', '2026-02-29', '2026-1-01']) expect(DayId.safeParse(day).success).toBe(false);
    expect(DayId.safeParse('2028-02-29').success).toBe(true);
  });

  it('keeps every note where an earlier version let one in for a day that does not exist', async () => {
    const { service, folder } = desk();
    await service.setNote('2026-11-23', 'mine');
    const file = join(folder, 'notes.json');
    const { schema, notes } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ schema, notes: { ...notes, '9999-99-99': 'x' } }));
    const again = desk({ folder });
    expect(again.service.history(1)[0]?.note).toBe('mine');
  });
});
