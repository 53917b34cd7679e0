import { type Connections, LISTENING_MAX, LIVE_MAX, type SocketProgram } from '../../contract/incident.ts';
import type { OpenSockets, Read } from '../../platform/platform.ts';

const LINE_MAX_CHARACTERS = 200;
const LOOPBACK = /^(127\.|\[::1\]:)/;

/**
 * What a handler reads: a program's sockets together, the unnamed ones last. Where there are more than the report
 * takes, those that never leave this PC go first, and what is left out is counted.
 */
export function connectionsOf(read: Read<OpenSockets>): Connections {
  if (!read.ok) {
    const unknown = { kind: 'unknown', why: read.detail.slice(0, LINE_MAX_CHARACTERS) } as const;
    return { listening: unknown, live: unknown };
  }
  const listening = bounded(read.value.listening, LISTENING_MAX, ({ address }) => address);
  const live = bounded(read.value.live, LIVE_MAX, ({ remote }) => remote);
  return {
    listening: { kind: 'known', value: listening.kept },
    live: { kind: 'known', value: live.kept },
    leftOut: { listening: listening.leftOut, live: live.leftOut },
  };
}

function bounded<T extends { readonly program: SocketProgram }>(
  sockets: readonly T[],
  most: number,
  endpoint: (socket: T) => string,
) {
  const outward = sockets.filter((socket) => !LOOPBACK.test(endpoint(socket)));
  const inward = sockets.filter((socket) => LOOPBACK.test(endpoint(socket)));
  const kept = [...outward, ...inward]
    .slice(0, most)
    .map((socket) => ({ socket, order: `${programKey(socket.program)}\n${endpoint(socket)}` }))
    .sort((a, b) => inWords(a.order, b.order))
    .map(({ socket }) => ({ ...socket, program: fitting(socket.program) }));
  return { kept, leftOut: sockets.length - kept.length };
}

/** What the counts of `leftOut` may grow by, or take where there were none, in characters of JSON. */
const COUNTS_MAX_BYTES = 64;

/**
 * Smaller by so many bytes of JSON at least, as far as the lists reach: what never leaves this PC goes first, then
 * ports, then connections, each from the end. `tooMany`: how many went; they are counted in `leftOut` as well.
 */
export function fewer(connections: Connections, bytes: number): { connections: Connections; tooMany: number } {
  const listening = connections.listening.kind === 'known' ? connections.listening.value : [];
  const live = connections.live.kind === 'known' ? connections.live.value : [];
  const within = (endpoint: string) => LOOPBACK.test(endpoint);
  const inOrder = [
    ...live.filter(({ remote }) => within(remote)),
    ...listening.filter(({ address }) => within(address)),
    ...listening.filter(({ address }) => !within(address)).reverse(),
    ...live.filter(({ remote }) => !within(remote)).reverse(),
  ];
  const gone = new Set<object>();
  let overBytes = bytes + COUNTS_MAX_BYTES;
  for (const socket of inOrder) {
    if (overBytes <= 0) break;
    gone.add(socket);
    overBytes -= Buffer.byteLength(JSON.stringify(socket)) + 1;
  }
  const keptOf = <T extends object>(list: readonly T[]) => list.filter((socket) => !gone.has(socket));
  const [ports, lives] = [keptOf(listening), keptOf(live)];
  const before = connections.leftOut ?? { listening: 0, live: 0 };
  return {
    tooMany: gone.size,
    connections: {
      listening: connections.listening.kind === 'known' ? { kind: 'known', value: ports } : connections.listening,
      live: connections.live.kind === 'known' ? { kind: 'known', value: lives } : connections.live,
      leftOut: {
        listening: before.listening + listening.length - ports.length,
        live: before.live + live.length - lives.length,
      },
    },
  };
}

/** Known programs by name and process, then the others by why. */
function programKey(program: SocketProgram): string {
  if (program.kind === 'unknown') return `1 ${program.why}`;
  return `0 ${program.value.name.toLowerCase()} ${String(program.value.processId).padStart(10, '0')}`;
}

function fitting(program: SocketProgram): SocketProgram {
  if (program.kind === 'unknown') return program;
  const { name, processId } = program.value;
  return { kind: 'known', value: { name: name.slice(0, LINE_MAX_CHARACTERS), processId } };
}

const inWords = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
