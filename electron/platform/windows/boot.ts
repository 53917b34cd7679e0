import { ERROR_SUCCESS, WindowsError, windowsCall } from './library.ts';
import { steadyBootTime, systemProcessCreated } from './process-table.ts';

const querySystemInformation = windowsCall(
  'ntdll.dll',
  'uint32_t __stdcall NtQuerySystemInformation(uint32_t kind, void *buffer, uint32_t bytes, _Out_ uint32_t *needed)',
);
const getTickCount64 = windowsCall('kernel32.dll', 'uint64_t __stdcall GetTickCount64()');

/** Milliseconds since this boot; counts sleep and hibernation (sysinfoapi.h), steps of 10 to 16 ms. */
export function sinceBootMs(): number {
  return Number(getTickCount64());
}

const SYSTEM_TIME_OF_DAY = 3;
const SYSTEM_PROCESSES = 5;
const STATUS_INFO_LENGTH_MISMATCH = 0xc0000004;

/**
 * Differs for each boot of the kernel and never within one: when the System process was made, which no clock step
 * changes and Fast Startup keeps. Its fallback is the kernel's boot time less what clock steps have moved it by.
 */
export function readBootId(): string {
  const made = systemProcessCreated(processTable());
  if (made !== null) return `system-process-${made}`;
  const timeOfDay = Buffer.alloc(48);
  const status: number = querySystemInformation(SYSTEM_TIME_OF_DAY, timeOfDay, timeOfDay.length, [0]);
  if (status !== ERROR_SUCCESS) throw new WindowsError('NtQuerySystemInformation', status);
  return `boot-time-${steadyBootTime(timeOfDay)}`;
}

/** SYSTEM_PROCESS_INFORMATION of every process. Throws WindowsError. */
export function processTable(): Buffer {
  const MOST_BYTES = 64 * 1024 * 1024;
  for (let bytes = 512 * 1024; bytes <= MOST_BYTES; bytes *= 2) {
    const table = Buffer.alloc(bytes);
    const status: number = querySystemInformation(SYSTEM_PROCESSES, table, bytes, [0]);
    if (status === ERROR_SUCCESS) return table;
    if (status !== STATUS_INFO_LENGTH_MISMATCH) throw new WindowsError('NtQuerySystemInformation', status);
  }
  throw new RangeError(`The process list is larger than ${MOST_BYTES} bytes`);
}
