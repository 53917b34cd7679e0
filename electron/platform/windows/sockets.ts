import koffi from 'koffi';
import type { ListeningPort, LiveConnection, SocketProgram } from '../../contract/incident.ts';
import type { OpenSockets, Read } from '../platform.ts';
import { processTable } from './boot.ts';
import { inBackground } from './in-background.ts';
import { ERROR_INSUFFICIENT_BUFFER, ERROR_NOT_SUPPORTED, ERROR_SUCCESS, WindowsError, windowsCall } from './library.ts';
import { processNames } from './process-table.ts';
import { type OwnedSocket, parseSocketTable, type TableShape, TCP4, TCP6, UDP4, UDP6 } from './socket-tables.ts';

const TABLE_CALL = '(void *table, _Inout_ uint32_t *bytes, int order, uint32_t family, int kind, uint32_t reserved)';
const getExtendedTcpTable = windowsCall('iphlpapi.dll', `uint32_t __stdcall GetExtendedTcpTable${TABLE_CALL}`);
const getExtendedUdpTable = windowsCall('iphlpapi.dll', `uint32_t __stdcall GetExtendedUdpTable${TABLE_CALL}`);

const AF_INET = 2;
const AF_INET6 = 23;
const TCP_TABLE_OWNER_PID_ALL = 5;
const UDP_TABLE_OWNER_PID = 1;
const FIRST_BYTES = 64 * 1024;
/** Sockets come between asking how large and reading. */
const TRIES = 4;
const BOUND_MS = 2500;

/** Windows names every process to every account. */
export async function readSockets(): Promise<Read<OpenSockets>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${BOUND_MS} ms`)), BOUND_MS);
  });
  try {
    const tables = await Promise.race([readTables(), late]);
    const processes = processTable();
    const names = processNames(processes, koffi.address(processes));
    const listening: ListeningPort[] = [];
    const live: LiveConnection[] = [];
    for (const { protocol, local, peer, processId } of tables.flat()) {
      const program = programOf(processId, names, peer?.state === 'closing');
      if (peer === null) listening.push({ protocol, address: local, program });
      else live.push({ protocol, local, ...peer, program });
    }
    return { ok: true, value: { listening, live } };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function readTables(): Promise<OwnedSocket[][]> {
  return Promise.all([
    readTable(TCP4, AF_INET),
    readTable(TCP6, AF_INET6),
    readTable(UDP4, AF_INET),
    readTable(UDP6, AF_INET6),
  ]);
}

async function readTable(shape: TableShape, family: number): Promise<OwnedSocket[]> {
  const [call, kind] =
    shape.protocol === 'tcp'
      ? [getExtendedTcpTable, TCP_TABLE_OWNER_PID_ALL]
      : [getExtendedUdpTable, UDP_TABLE_OWNER_PID];
  const size: [number] = [FIRST_BYTES];
  for (let tries = 1; ; tries++) {
    const table = Buffer.allocUnsafeSlow(size[0]).fill(0);
    const code = await inBackground(call, table, size, 0, family, kind, 0);
    // A PC without that family of addresses has no such sockets.
    if (code === ERROR_NOT_SUPPORTED) return [];
    if (code === ERROR_INSUFFICIENT_BUFFER && tries < TRIES) continue;
    if (code !== ERROR_SUCCESS) throw new WindowsError('GetExtendedTcpTable or GetExtendedUdpTable', code);
    return parseSocketTable(table, shape);
  }
}

function programOf(processId: number, names: ReadonlyMap<number, string>, isClosing: boolean): SocketProgram {
  if (processId === 0) return { kind: 'unknown', why: isClosing ? 'no-process' : 'not-told' };
  const name = names.get(processId);
  return name ? { kind: 'known', value: { name, processId } } : { kind: 'unknown', why: 'not-told' };
}
