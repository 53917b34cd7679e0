import { describe, expect, test } from 'vitest';
import {
  processCreations,
  processNames,
  steadyBootTime,
  systemProcessCreated,
} from '../../../../electron/platform/windows/process-table.ts';

/** SYSTEM_PROCESS_INFORMATION entries of differing length, as the threads that follow each make them. */
function table(...processes: { processId: bigint; createTime: bigint }[]): Buffer {
  const entries = processes.map(({ processId, createTime }, index) => {
    const entry = Buffer.alloc(256 + index * 80);
    entry.writeUInt32LE(index === processes.length - 1 ? 0 : entry.length, 0);
    entry.writeBigInt64LE(createTime, 32);
    entry.writeBigUInt64LE(processId, 80);
    return entry;
  });
  return Buffer.concat([...entries, Buffer.alloc(1000, 0xee)]);
}

describe('the process list', () => {
  test('tells when the System process was made', () => {
    const list = table(
      { processId: 0n, createTime: 0n },
      { processId: 4n, createTime: 134398851515115260n },
      { processId: 99n, createTime: 1n },
    );
    expect(systemProcessCreated(list)).toBe(134398851515115260n);
    expect([...processCreations(list)].map(({ processId }) => processId)).toEqual([0n, 4n, 99n]);
  });
  test('tells nothing where there is no System process or it has no time', () => {
    expect(systemProcessCreated(table({ processId: 32n, createTime: 5n }))).toBeNull();
    expect(systemProcessCreated(table({ processId: 4n, createTime: 0n }))).toBeNull();
    expect(systemProcessCreated(Buffer.alloc(0))).toBeNull();
  });
});

describe('the names in the process list', () => {
  const BASE = 0x1_2345_6000n;
  /** UNICODE_STRINGs of a process each, which point into the list itself. */
  function named(...processes: { processId: number; name: string; away?: bigint }[]): Buffer {
    const entries = processes.map(({ processId, name, away }, index) => {
      const text = Buffer.from(name, 'utf16le');
      const entry = Buffer.alloc(256 + text.length);
      const from = processes.slice(0, index).reduce((bytes, before) => bytes + 256 + before.name.length * 2, 0);
      entry.writeUInt32LE(index === processes.length - 1 ? 0 : entry.length, 0);
      entry.writeUInt16LE(text.length, 56);
      entry.writeBigUInt64LE(name === '' ? 0n : (away ?? BASE + BigInt(from + 256)), 64);
      entry.writeBigUInt64LE(BigInt(processId), 80);
      text.copy(entry, 256);
      return entry;
    });
    return Buffer.concat(entries);
  }

  test('are told by process id', () => {
    const list = named({ processId: 4, name: 'System' }, { processId: 812, name: '記帳.exe' });
    expect([...processNames(list, BASE)]).toEqual([
      [4, 'System'],
      [812, '記帳.exe'],
    ]);
  });
  test('are left out where there is none, or it points elsewhere', () => {
    const list = named(
      { processId: 0, name: '' },
      { processId: 5, name: 'a.exe', away: BASE - 8n },
      { processId: 6, name: 'b.exe', away: BASE + (1n << 40n) },
      { processId: 7, name: 'c.exe' },
    );
    expect([...processNames(list, BASE)]).toEqual([[7, 'c.exe']]);
    expect(processNames(Buffer.alloc(0), BASE).size).toBe(0);
  });
});

test('the boot time stays the same when the clock is stepped', () => {
  const booted = 134398851515115260n;
  const timeOfDay = (stepSeconds: bigint) => {
    const bytes = Buffer.alloc(48);
    bytes.writeBigInt64LE(booted + stepSeconds * 10_000_000n, 0);
    bytes.writeBigInt64LE(stepSeconds * 10_000_000n, 32);
    return bytes;
  };
  for (const step of [0n, 3_600n, -86_400n]) expect(steadyBootTime(timeOfDay(step))).toBe(booted);
});
