import {
  copyFileSync,
  mkdirSync,
  promises,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { calendarFor } from '../../../../electron/features/usage/calendar.ts';
import { dayKeeping, type HistoryParts, historyOf } from '../../../../electron/features/usage/history.ts';
import { Ledger } from '../../../../electron/features/usage/ledger.ts';
import { Today } from '../../../../electron/features/usage/today.ts';
import { appendLines, encodeLine, type WritableFs } from '../../../../electron/storage/append-only-file.ts';
import { SimulatedPc } from './simulated-pc.ts';
import {
  bytesIn,
  everyHour,
  quickFs,
  removeTemporaryFolders,
  TAIPEI,
  taipei,
  temporaryFolder,
} from './temporary-ledger.ts';

afterAll(removeTemporaryFolders);

const calendar = calendarFor('Asia/Taipei', '00:00');

function desk(pc: SimulatedPc, folder = temporaryFolder(), fs: WritableFs = quickFs) {
  const nowMs = () => pc.wallMs;
  const ledger = new Ledger({ folder, fs, nowMs });
  const today = new Today({ platform: pc, ledger, settings: () => TAIPEI, nowMs });
  const parts = (): HistoryParts => ({ ledger, calendar, rule: TAIPEI, atMs: pc.wallMs });
  return {
    ledger,
    today,
    folder,
    total: () => bytesIn(everyHour(ledger, folder)),
    fold: () => ledger.fold(dayKeeping(parts())),
    history: (days: number) => historyOf(parts(), days, () => ''),
    minute: (bytes: number) => {
      pc.pass(60_000);
      pc.move('lan', bytes, 0);
      today.read();
    },
  };
}

const journal = (folder: string) => join(folder, 'journal.jsonl');

describe('the ledger', () => {
  it('loses and doubles nothing, wherever a write of the journal was cut off', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:58'));
    const first = desk(pc);
    first.today.read();
    for (let minute = 0; minute < 5; minute++) {
      first.minute(1_000 + minute);
      await first.ledger.save();
    }
    const text = readFileSync(journal(first.folder), 'utf8');
    const truth = 1_000 + 1_001 + 1_002 + 1_003 + 1_004;
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    for (let cut = 0; cut <= text.length; cut += 3) {
      writeFileSync(journal(folder), text.slice(0, cut));
      const again = desk(pc, folder);
      again.today.read();
      expect(again.total(), `cut at ${cut}`).toBe(truth);
    }
  });

  it('loses and doubles nothing, wherever folding was cut off between its files', async () => {
    for (let steps = 0; steps < 8; steps++) {
      const pc = new SimulatedPc(taipei('2026-11-23 23:50'));
      let left = Infinity;
      const dying: WritableFs = {
        ...quickFs,
        open: async (...args) => {
          if (--left < 0) throw new Error('killed');
          return quickFs.open(...args);
        },
        rename: async (...args) => {
          if (--left < 0) throw new Error('killed');
          return quickFs.rename(...args);
        },
      };
      const first = desk(pc, temporaryFolder(), dying);
      first.today.read();
      for (let minute = 0; minute < 20; minute++) first.minute(100);
      await first.ledger.save();
      first.minute(7);
      left = steps;
      await first.fold();
      const again = desk(pc, first.folder);
      again.today.read();
      expect(again.total(), `killed after ${steps} steps`).toBe(2_007);
      await again.fold();
      const third = desk(pc, first.folder);
      third.today.read();
      expect(third.total()).toBe(2_007);
      expect(third.history(2).map((day) => day.rxBytes)).toEqual([1_000, 1_007]);
    }
  });

  it('recovers from any damaged line of the journal: the copy set aside, said once, and no byte lost', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:57'));
    const first = desk(pc);
    first.today.read();
    for (let minute = 0; minute < 6; minute++) {
      first.minute(1_000);
      await first.ledger.save();
    }
    const lines = readFileSync(journal(first.folder), 'utf8').split('\n').slice(0, -1);
    expect(lines.length).toBe(6);
    for (let index = 0; index < lines.length; index++) {
      const folder = temporaryFolder();
      mkdirSync(folder, { recursive: true });
      const damaged = lines.with(index, (lines[index] ?? '').replace('"seq":', '"sep":'));
      writeFileSync(journal(folder), `${damaged.join('\n')}\n`);
      const again = desk(pc, folder);
      expect(again.ledger.recoveries).toMatchObject([{ linesLost: 1 }]);
      expect(readFileSync(again.ledger.recoveries[0]?.setAside ?? '', 'utf8')).toBe(`${damaged.join('\n')}\n`);
      again.today.read();
      expect(again.total(), `line ${index}`).toBe(6_000);
      expect(desk(pc, folder).ledger.recoveries).toEqual([]);
    }
  });

  it('shows a gap where several damaged lines in a row took an hour’s last minutes with them', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:54'));
    const first = desk(pc);
    first.today.read();
    for (let minute = 0; minute < 12; minute++) {
      first.minute(1_000);
      await first.ledger.save();
    }
    const lines = readFileSync(journal(first.folder), 'utf8').split('\n').slice(0, -1);
    let short = 0;
    for (let run = 2; run < lines.length; run++) {
      for (let from = 0; from + run <= lines.length; from++) {
        const folder = temporaryFolder();
        mkdirSync(folder, { recursive: true });
        const damaged = lines.map((line, index) => (index >= from && index < from + run ? `x${line}` : line));
        writeFileSync(journal(folder), `${damaged.join('\n')}\n`);
        const again = desk(pc, folder);
        again.today.read();
        const hours = everyHour(again.ledger, folder);
        const total = bytesIn(hours);
        expect(total).toBeLessThanOrEqual(12_000);
        if (total < 12_000) {
          short++;
          expect(hours.flatMap((hour) => hour.gaps).map((gap) => gap.reason)).toContain('file-damaged');
        }
      }
    }
    expect(short).toBeGreaterThan(0);
  });

  it('never counts more than the truth under any flipped bit, and is short only with a gap', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:58'));
    const first = desk(pc);
    first.today.read();
    for (let minute = 0; minute < 4; minute++) {
      first.minute(1_000);
      await first.ledger.save();
    }
    await first.fold();
    first.minute(1_000);
    await first.ledger.save();
    const names = readdirSync(first.folder);
    for (const name of names) {
      const bytes = readFileSync(join(first.folder, name));
      for (let at = 0; at < bytes.length; at += 37) {
        const folder = temporaryFolder();
        mkdirSync(folder, { recursive: true });
        for (const other of names) copyFileSync(join(first.folder, other), join(folder, other));
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 4;
        writeFileSync(join(folder, name), flipped);
        const again = desk(pc, folder);
        again.today.read();
        const hours = everyHour(again.ledger, folder);
        const total = bytesIn(hours);
        expect(total, `${name} at ${at}`).toBeLessThanOrEqual(5_000);
        if (total < 5_000) expect(hours.flatMap((hour) => hour.gaps).length, `${name} at ${at}`).toBeGreaterThan(0);
      }
    }
  });

  it('does not count since the boot a second time where the whole journal is gone', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:00'));
    const first = desk(pc);
    first.today.read();
    first.minute(5_000);
    await first.fold();
    first.minute(300);
    await first.ledger.save();
    rmSync(journal(first.folder));
    const again = desk(pc, first.folder);
    again.today.read();
    expect(again.total()).toBe(5_300);
  });

  it('keeps everything in memory on a full disk, says so, and loses nothing once there is space', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:58'));
    let isFull = true;
    const fs: WritableFs = {
      ...quickFs,
      open: async (...args) => {
        if (isFull) throw Object.assign(new Error('ENOSPC: no space left on device, open'), { code: 'ENOSPC' });
        return quickFs.open(...args);
      },
    };
    const full = desk(pc, temporaryFolder(), fs);
    full.today.read();
    for (let minute = 0; minute < 5; minute++) {
      full.minute(10);
      await full.ledger.save();
      await full.fold();
      expect(full.ledger.saveProblem).toContain('ENOSPC');
    }
    isFull = false;
    await full.ledger.save();
    expect(full.ledger.saveProblem).toBeNull();
    expect(desk(pc, full.folder).total()).toBe(50);
  });

  it('does not write over a record that it could not read', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:58'));
    const folder = temporaryFolder();
    mkdirSync(journal(folder), { recursive: true });
    const blocked = desk(pc, folder);
    expect(blocked.ledger.saveProblem).toContain('EISDIR');
    blocked.today.read();
    blocked.minute(10);
    await blocked.ledger.save();
    await blocked.fold();
    expect(blocked.ledger.saveProblem).toContain('EISDIR');
    expect(blocked.total()).toBe(10);
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });

  it('reads beside a running writer, without changing a byte', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 09:50'));
    const writer = desk(pc);
    writer.today.read();
    let truth = 0;
    for (let minute = 0; minute < 20; minute++) {
      writer.minute(100);
      truth += 100;
      const writing = minute % 4 === 3 ? writer.fold() : writer.ledger.save();
      const reader = new Ledger({ folder: writer.folder, readOnly: true, nowMs: () => pc.wallMs });
      new Today({ platform: pc, ledger: reader, settings: () => TAIPEI, nowMs: () => pc.wallMs }).read();
      expect(bytesIn(everyHour(reader, writer.folder))).toBe(truth);
      await reader.save();
      await writing;
    }
    const before = readdirSync(writer.folder).map((name) => readFileSync(join(writer.folder, name), 'utf8'));
    truncateSync(journal(writer.folder), readFileSync(journal(writer.folder)).length - 5);
    new Ledger({ folder: writer.folder, readOnly: true, nowMs: () => pc.wallMs });
    expect(readdirSync(writer.folder)).toHaveLength(before.length);
  });

  it('rebuilds the summary of a day that the app did not live to write, and all where the days are damaged', async () => {
    const pc = new SimulatedPc(taipei('2026-11-20 09:00'));
    const folder = temporaryFolder();
    for (let day = 0; day < 3; day++) {
      const run = desk(pc, folder);
      run.today.read();
      run.minute(100 * (day + 1));
      await run.fold();
      pc.reboot(86_400_000);
    }
    const monday = desk(pc, folder);
    monday.today.read();
    expect(monday.history(4).map((day) => day.rxBytes)).toEqual([100, 200, 300, null]);
    await monday.fold();
    writeFileSync(join(folder, 'days.jsonl'), 'not a line\n');
    const mended = desk(pc, folder);
    expect(mended.history(4).map((day) => day.rxBytes)).toEqual([100, 200, 300, null]);
    await mended.fold();
    expect(
      desk(pc, folder)
        .history(4)
        .map((day) => day.rxBytes),
    ).toEqual([100, 200, 300, null]);
  });

  it('keeps days and hours by count, also where the clock was wrong by decades', async () => {
    const folder = temporaryFolder();
    const pc = new SimulatedPc(taipei('2026-11-23 09:00'));
    const line = (day: number) =>
      encodeLine({
        day: new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
        ...{ measured: true, rxBytes: day, txBytes: 0, countedBytes: day, lockedBytes: 0, capBytes: 1e9, over: false },
        ...{ measuredMinutes: 480, onMinutes: 500, hasGap: false, estimated: false, doubtful: false },
      });
    await appendLines(
      promises,
      join(folder, 'days.jsonl'),
      Array.from({ length: 801 }, (_, day) => line(day)),
    );
    for (let day = 0; day < 70; day++)
      writeFileSync(join(folder, `hours-${new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)}.jsonl`), '');
    const before = desk(pc, folder);
    before.today.read();
    before.minute(1);
    pc.wallMs = Date.UTC(1971, 0, 1);
    before.minute(2);
    pc.wallMs = taipei('2026-11-24 09:00');
    before.minute(3);
    await before.fold();
    const kept = readFileSync(join(folder, 'days.jsonl'), 'utf8').split('\n').length - 1;
    expect(kept).toBe(400);
    const files = readdirSync(folder).filter((name) => name.startsWith('hours-'));
    expect(files.length).toBeLessThanOrEqual(62);
    expect(files).toContain('hours-1971-01-01.jsonl');
    expect(files).toContain('hours-2026-11-24.jsonl');
    expect(before.history(2).map((day) => day.rxBytes)).toEqual([1, 3]);
    expect(before.total()).toBe(6);
  });

  it('writes at most 4 KiB a minute with 8 adapters whose names are long', async () => {
    const pc = new SimulatedPc(taipei('2026-11-23 00:00'));
    const long = (index: number) =>
      `7c:10:c9:aa:bb:0${index}@/devices/pci0000:00/0000:00:1c.${index}/0000:0${index}:00.0/usb1/1-2`;
    pc.adapters.splice(0, Infinity);
    for (let index = 0; index < 8; index++)
      pc.adapters.push({ key: long(index), counted: true, wraps: false, present: true, rxBytes: 0, txBytes: 0 });
    let writtenBytes = 0;
    const counting: WritableFs = {
      ...quickFs,
      open: async (...args) => {
        const file = await quickFs.open(...args);
        const write = file.write.bind(file) as (...args: unknown[]) => Promise<{ bytesWritten: number }>;
        Object.assign(file, {
          write: async (...args: unknown[]) => {
            const result = await write(...args);
            writtenBytes += result.bytesWritten;
            return result;
          },
        });
        return file;
      },
    };
    const busy = desk(pc, temporaryFolder(), counting);
    busy.today.read();
    let hour = -1;
    for (let second = 0; second < 8 * 3600; second += 15) {
      pc.pass(15_000);
      for (let index = 0; index < 8; index++) pc.move(long(index), 123_456_789, 98_765_432);
      busy.today.read();
      const due = busy.ledger.budget.isDue(pc.sinceBootMs);
      if (hour !== Math.floor(second / 3600)) await busy.fold();
      else if (due) await busy.ledger.save();
      hour = Math.floor(second / 3600);
    }
    console.log(`ledger: ${Math.round(writtenBytes / 480)} bytes written a minute with 8 adapters`);
    expect(writtenBytes / 480).toBeLessThan(4096);
    expect(writtenBytes / 480).toBeGreaterThan(500);
  });
});
