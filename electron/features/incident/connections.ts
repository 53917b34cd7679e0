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
