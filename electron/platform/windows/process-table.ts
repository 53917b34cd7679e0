/** The kernel's own process. */
const SYSTEM_PROCESS_ID = 4n;
/** SYSTEM_PROCESS_INFORMATION, 64-bit. */
const AT = { nextEntry: 0, createTime: 32, nameBytes: 56, name: 64, processId: 80 } as const;
const ENTRY_BYTES = 88;

/** Each process's creation time in units of 100 ns since 1601, by process id. */
export function* processCreations(table: Buffer): Generator<{ processId: bigint; createTime: bigint }> {
  for (const entry of entriesOf(table))
    yield {
      processId: table.readBigUInt64LE(entry + AT.processId),
      createTime: table.readBigInt64LE(entry + AT.createTime),
    };
}

/**
 * Each process's image name, such as `node.exe`, by process id; the table was filled while it stood at `baseAddress`.
 * One without a name, or with one that lies outside, is left out.
 */
export function processNames(table: Buffer, baseAddress: bigint): Map<number, string> {
  const names = new Map<number, string>();
  for (const entry of entriesOf(table)) {
    const bytes = table.readUInt16LE(entry + AT.nameBytes);
    const at = Number(table.readBigUInt64LE(entry + AT.name) - baseAddress);
    if (bytes === 0 || !(at >= 0 && at + bytes <= table.length)) continue;
    names.set(Number(table.readBigUInt64LE(entry + AT.processId)), table.toString('utf16le', at, at + bytes));
  }
  return names;
}

function* entriesOf(table: Buffer): Generator<number> {
  for (let entry = 0; entry + ENTRY_BYTES <= table.length; ) {
    yield entry;
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
