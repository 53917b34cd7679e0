import type { LiveConnection } from '../../contract/incident.ts';
import { endpointText } from '../address-text.ts';

/** One row of GetExtendedTcpTable or GetExtendedUdpTable with its owner. */
export interface OwnedSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly local: string;
  /** null: it waits for whoever comes. */
  readonly peer: { readonly remote: string; readonly state: LiveConnection['state'] } | null;
  /** 0: no process holds it any more. */
  readonly processId: number;
}

/** Where the fields stand in a row (tcpmib.h, udpmib.h); addresses and ports are in network order. */
export interface TableShape {
  readonly protocol: 'tcp' | 'udp';
  readonly rowBytes: number;
  readonly addressBytes: 4 | 16;
  readonly localAddress: number;
  readonly localPort: number;
  readonly processId: number;
  /** null: Windows does not say whom a UDP socket talks to. */
  readonly peer: { readonly remoteAddress: number; readonly remotePort: number; readonly state: number } | null;
}

/** MIB_TCPROW_OWNER_PID */
export const TCP4: TableShape = {
  protocol: 'tcp',
  rowBytes: 24,
  addressBytes: 4,
  localAddress: 4,
  localPort: 8,
  processId: 20,
  peer: { remoteAddress: 12, remotePort: 16, state: 0 },
};
/** MIB_TCP6ROW_OWNER_PID */
export const TCP6: TableShape = {
  protocol: 'tcp',
  rowBytes: 56,
  addressBytes: 16,
  localAddress: 0,
  localPort: 20,
  processId: 52,
  peer: { remoteAddress: 24, remotePort: 44, state: 48 },
};
/** MIB_UDPROW_OWNER_PID */
export const UDP4: TableShape = {
  protocol: 'udp',
  rowBytes: 12,
  addressBytes: 4,
  localAddress: 0,
  localPort: 4,
  processId: 8,
  peer: null,
};
/** MIB_UDP6ROW_OWNER_PID */
export const UDP6: TableShape = {
  protocol: 'udp',
  rowBytes: 28,
  addressBytes: 16,
  localAddress: 0,
  localPort: 20,
  processId: 24,
  peer: null,
};

const HEADING_BYTES = 4;
/** MIB_TCP_STATE; CLOSED (1) is neither. */
const LISTEN = 2;
const LIVE_STATES: Readonly<Record<number, LiveConnection['state']>> = {
  3: 'opening',
  4: 'opening',
  5: 'established',
  6: 'closing',
  7: 'closing',
  8: 'closing',
  9: 'closing',
  10: 'closing',
  11: 'closing',
  12: 'closing',
};

/** Throws a RangeError where the table is shorter than its own count says. */
export function parseSocketTable(table: Buffer, shape: TableShape): OwnedSocket[] {
  const count = table.readUInt32LE(0);
  if (table.length < HEADING_BYTES + count * shape.rowBytes)
    throw new RangeError(`The socket table says ${count} rows and holds ${table.length} bytes`);
  const sockets: OwnedSocket[] = [];
  for (let index = 0; index < count; index++) {
    const row = table.subarray(HEADING_BYTES + index * shape.rowBytes);
    const endpoint = (addressAt: number, portAt: number) =>
      endpointText(row.subarray(addressAt, addressAt + shape.addressBytes), row.readUInt16BE(portAt));
    const { protocol, peer } = shape;
    const local = endpoint(shape.localAddress, shape.localPort);
    const processId = row.readUInt32LE(shape.processId);
    const stateCode = peer ? row.readUInt32LE(peer.state) : LISTEN;
    const state = LIVE_STATES[stateCode];
    if (stateCode === LISTEN) sockets.push({ protocol, local, peer: null, processId });
    else if (peer && state)
      sockets.push({
        protocol,
        local,
        peer: { remote: endpoint(peer.remoteAddress, peer.remotePort), state },
        processId,
      });
  }
  return sockets;
}
