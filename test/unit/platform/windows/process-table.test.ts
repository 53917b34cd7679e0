import { describe, expect, test } from 'vitest';
import {
  processCreations,
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
