import type { AdapterCounters, CounterReading, Read } from '../platform.ts';
import { readBootId, sinceBootMs } from './boot.ts';
import { classifyRow, type InterfaceRow, parseInterfaceTable, ROW_BYTES, TABLE_HEADING_BYTES } from './if-table.ts';
import { copyMemory, ERROR_SUCCESS, type Pointer, WindowsError, windowsCall } from './library.ts';

const getIfTable2 = windowsCall('iphlpapi.dll', 'uint32_t __stdcall GetIfTable2(_Out_ void **table)');
const freeMibTable = windowsCall('iphlpapi.dll', 'void __stdcall FreeMibTable(void *table)');

/** The adapters of GetIfTable2, whose counters are 64 bits wide. */
export class WindowsCounters {
  readonly #bootId = readBootId();

  read(): Read<CounterReading> {
    try {
      const rows = readInterfaceRows();
      const takenAtMs = Date.now();
      const adapters: AdapterCounters[] = [];
      for (const row of rows) {
        const { guid, alias, description, rxBytes, txBytes, rxBitsPerSecond, txBitsPerSecond } = row;
        const sort = classifyRow(row);
        const name = alias || description || guid;
        if (rxBytes === null || txBytes === null) {
          if (sort.counted) return { ok: false, detail: `${name} counts more than 2^53 − 1 bytes` };
          continue;
        }
        adapters.push({ key: guid, name, ...sort, rxBytes, txBytes, rxBitsPerSecond, txBitsPerSecond });
      }
      return { ok: true, value: { takenAtMs, sinceBootMs: sinceBootMs(), bootId: this.#bootId, adapters } };
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Every row of GetIfTable2. Throws WindowsError. */
export function readInterfaceRows(): InterfaceRow[] {
  const found: [Pointer | null] = [null];
  const code: number = getIfTable2(found);
  const [table] = found;
  if (code !== ERROR_SUCCESS || table === null) throw new WindowsError('GetIfTable2', code);
  try {
    const count = copyMemory(table, TABLE_HEADING_BYTES).readUInt32LE(0);
    return parseInterfaceTable(copyMemory(table, TABLE_HEADING_BYTES + count * ROW_BYTES));
  } finally {
    freeMibTable(table);
  }
}
