import type { LiveConnection } from '../../contract/incident.ts';
import { endpointText } from '../address-text.ts';

/** One row of /proc/net/tcp, tcp6, udp or udp6 that waits for others or talks to them. */
export interface ProcNetSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly local: string;
  /** null: it waits for whoever comes. */
  readonly peer: { readonly remote: string; readonly state: LiveConnection['state'] } | null;
  readonly userId: number;
  /** 0: no process holds it any more. */
  readonly inode: number;
}

/** include/net/tcp_states.h; UDP borrows ESTABLISHED for a connected socket and CLOSE for every other. */
const CLOSE = 0x07;
const LISTEN = 0x0a;
const LIVE_STATES: Readonly<Record<number, LiveConnection['state']>> = {
  1: 'established',
  2: 'opening',
  3: 'opening',
  4: 'closing',
  5: 'closing',
  6: 'closing',
  8: 'closing',
  9: 'closing',
  11: 'closing',
  12: 'opening',
};

/** sl, local, remote, state, queues, timer, retransmits, uid, timeout, inode (proc_pid_net(5)); more follows. */
const ENDPOINT = '([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})';
const ROW = new RegExp(`^ *\\d+: ${ENDPOINT} ${ENDPOINT} ([0-9A-F]{2}) \\S+ \\S+ \\S+ +(\\d+) +\\d+ +(\\d+) `);

/**
 * The rows of one such file; nothing where the file is absent and the text empty. Yields null for a row that is
 * neither, so that a long file may be read in slices. Throws an Error that names a line of any other shape.
 */
export function* parseProcNetSockets(protocol: 'tcp' | 'udp', text: string): Generator<ProcNetSocket | null> {
  if (text === '') return;
  const lines = text.split('\n');
  if (!/^ *sl +local_address/.test(lines[0] ?? '')) throw new Error(`/proc/net/${protocol} has no heading`);
  const waiting = protocol === 'tcp' ? LISTEN : CLOSE;
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '' && index === lines.length - 1) return;
    const row = ROW.exec(line);
    if (!row) throw new Error(`/proc/net/${protocol} line ${index + 1}: ${JSON.stringify(line.slice(0, 80))}`);
    const [, localHex = '', localPort = '', remoteHex = '', remotePort = '', stateHex = '', userId, inode] = row;
    const local = endpoint(localHex, localPort);
    const owner = { userId: Number(userId), inode: Number(inode) };
    const stateCode = Number.parseInt(stateHex, 16);
    const state = LIVE_STATES[stateCode];
    if (stateCode === waiting) yield { protocol, local, peer: null, ...owner };
    else if (state) yield { protocol, local, peer: { remote: endpoint(remoteHex, remotePort), state }, ...owner };
    else yield null;
  }
}

/** The address is printed by the four bytes, each four as the number they are in memory (little end first); the port is not. */
function endpoint(hex: string, portHex: string): string {
  return endpointText(Buffer.from(hex, 'hex').swap32(), Number.parseInt(portHex, 16));
}
