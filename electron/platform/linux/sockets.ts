import type { ListeningPort, LiveConnection, SocketProgram } from '../../contract/incident.ts';
import type { OpenSockets, Read } from '../platform.ts';
import { inSlices } from './in-slices.ts';
import { type ProcNetSocket, parseProcNetSockets } from './proc-net-sockets.ts';
import { readOrAbsent } from './read-or-absent.ts';
import { findOwners, type Owner } from './socket-owners.ts';

const TABLES = [
  ['tcp', 'tcp'],
  ['tcp', 'tcp6'],
  ['udp', 'udp'],
  ['udp', 'udp6'],
] as const;
/** Under a frame of the screen, and far under what a press may wait. */
const SLICE_MS = 5;
const BOUND_MS = 2000;

/** As the kernel tells this network namespace's; `userId` is this account's. */
export async function readSockets(userId: number, proc = '/proc'): Promise<Read<OpenSockets>> {
  const endsAtMs = performance.now() + BOUND_MS;
  try {
    const sockets: ProcNetSocket[] = [];
    if (!(await inSlices(gather(sockets, proc), SLICE_MS, endsAtMs)))
      return { ok: false, detail: `the socket tables took longer than ${BOUND_MS} ms` };
    const wanted = new Set(sockets.map(({ inode }) => inode).filter((inode) => inode !== 0));
    const owners = new Map<number, Owner>();
    const isWhole = await inSlices(findOwners(wanted, owners, proc), SLICE_MS, endsAtMs);

    const listening: ListeningPort[] = [];
    const live: LiveConnection[] = [];
    for (const socket of sockets) {
      const program = programOf(socket, owners.get(socket.inode), userId, isWhole);
      const { protocol, local, peer } = socket;
      if (peer === null) listening.push({ protocol, address: local, program });
      else live.push({ protocol, local, ...peer, program });
    }
    return { ok: true, value: { listening, live } };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

/** The kernel gives a long table in parts, and a socket that moves between two stands in both: each is kept once. */
function* gather(into: ProcNetSocket[], proc: string): Generator<void> {
  const seen = new Set<string>();
  for (const [protocol, file] of TABLES) {
    const text = readOrAbsent(`${proc}/net/${file}`);
    if (!text.ok) throw new Error(text.detail);
    yield;
    for (const socket of parseProcNetSockets(protocol, text.value)) {
      const key = socket && `${file} ${socket.local} ${socket.peer?.remote} ${socket.inode}`;
      if (socket && key && !seen.has(key)) {
        seen.add(key);
        into.push(socket);
      }
      yield;
    }
  }
}

function programOf(
  { inode, userId }: ProcNetSocket,
  owner: Owner | undefined,
  ownUserId: number,
  isWhole: boolean,
): SocketProgram {
  if (owner) return owner.name ? { kind: 'known', value: owner } : { kind: 'unknown', why: 'not-told' };
  if (inode === 0) return { kind: 'unknown', why: 'no-process' };
  if (userId !== ownUserId && ownUserId !== ROOT) return { kind: 'unknown', why: 'other-account' };
  return { kind: 'unknown', why: isWhole ? 'not-told' : 'out-of-time' };
}

/** Sees every account's. */
const ROOT = 0;
