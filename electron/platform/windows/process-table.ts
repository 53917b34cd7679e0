/** The kernel's own process. */
const SYSTEM_PROCESS_ID = 4n;
/** SYSTEM_PROCESS_INFORMATION, 64-bit. */
const AT = { nextEntry: 0, createTime: 32, processId: 80 } as const;
const ENTRY_BYTES = 88;

/** Each process's creation time in units of 100 ns since 1601, by process id. */
export function* processCreations(table: Buffer): Generator<{ processId: bigint; createTime: bigint }> {
  for (let entry = 0; entry + ENTRY_BYTES <= table.length; ) {
    yield {
      processId: table.readBigUInt64LE(entry + AT.processId),
      createTime: table.readBigInt64LE(entry + AT.createTime),
    };
    const next = table.readUInt32LE(entry + AT.nextEntry);
    if (next === 0) return;
    entry += next;
  }
}

/** Null where there is no such process (Wine) or it has no time. */
export function systemProcessCreated(table: Buffer): bigint | null {
  for (const { processId, createTime } of processCreations(table))
    if (processId === SYSTEM_PROCESS_ID) return createTime > 0n ? createTime : null;
  return null;
}

/** SYSTEM_TIMEOFDAY_INFORMATION: BootTime at 0 moves with each clock step, BootTimeBias at 32 says by how much in all. */
export function steadyBootTime(timeOfDay: Buffer): bigint {
  return timeOfDay.readBigInt64LE(0) - timeOfDay.readBigInt64LE(32);
}
