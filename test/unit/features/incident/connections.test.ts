import { describe, expect, it } from 'vitest';
import {
  Connections,
  LISTENING_MAX,
  LIVE_MAX,
  type ListeningPort,
  type LiveConnection,
  type SocketProgram,
} from '../../../../electron/contract/incident.ts';
import { connectionsOf } from '../../../../electron/features/incident/connections.ts';

const program = (name: string, processId: number): SocketProgram => ({ kind: 'known', value: { name, processId } });
const HIDDEN: SocketProgram = { kind: 'unknown', why: 'other-account' };
const port = (address: string, by: SocketProgram): ListeningPort => ({ protocol: 'tcp', address, program: by });
const live = (remote: string, by: SocketProgram): LiveConnection => ({
  protocol: 'tcp',
  local: '198.51.100.1:50000',
  remote,
  state: 'established',
  program: by,
});

describe('what is kept of the connections', () => {
  it('stands by program, each one’s together, the unnamed last', () => {
    const listening = [
      port('0.0.0.0:22', HIDDEN),
      port('0.0.0.0:8080', program('node', 30)),
      port('0.0.0.0:80', program('Apache2', 200)),
      port('0.0.0.0:443', program('node', 4)),
      port('0.0.0.0:81', program('Apache2', 200)),
    ];
    const kept = connectionsOf({ ok: true, value: { listening, live: [] } });
    expect(Connections.parse(kept)).toEqual(kept);
    const known = kept.listening.kind === 'known' ? kept.listening.value : [];
    expect(known.map(({ address }) => address)).toEqual([
      '0.0.0.0:80',
      '0.0.0.0:81',
      '0.0.0.0:443',
      '0.0.0.0:8080',
      '0.0.0.0:22',
    ]);
    expect(kept.live).toEqual({ kind: 'known', value: [] });
  });

  it('holds what leads elsewhere before what stays on this PC, and counts what it leaves out', () => {
    const local = Array.from({ length: LIVE_MAX }, (_, at) => live(`127.0.0.1:${at}`, program('a', 1)));
    const ports = Array.from({ length: LISTENING_MAX + 7 }, (_, at) => port(`0.0.0.0:${at}`, HIDDEN));
    const kept = connectionsOf({
      ok: true,
      value: { listening: ports, live: [...local, live('203.0.113.9:443', program('z', 2))] },
    });
    expect(Connections.parse(kept).leftOut).toEqual({ listening: 7, live: 1 });
    expect(kept.live).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ remote: '203.0.113.9:443' })]),
    });
  });

  it('is not known where it could not be read, which is not "none"', () => {
    const kept = connectionsOf({ ok: false, detail: 'x'.repeat(999) });
    expect(Connections.parse(kept)).toEqual({
      listening: { kind: 'unknown', why: 'x'.repeat(200) },
      live: { kind: 'unknown', why: 'x'.repeat(200) },
    });
  });

  it('cuts a name that no report would hold', () => {
    const kept = connectionsOf({
      ok: true,
      value: { listening: [port('[::]:1', program('n'.repeat(255), 1))], live: [] },
    });
    expect(Connections.safeParse(kept).success).toBe(true);
  });
});
