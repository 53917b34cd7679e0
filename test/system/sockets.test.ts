import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseNameservers } from '../../electron/platform/linux/gateways-and-dns.ts';
import { bundle } from './bundle.ts';
import { AS_ORDINARY_USER } from './cut-asker.ts';
import { openPrivateNetwork, type PrivateNetwork } from './private-network.ts';
import { type Probe, startProbe } from './probe.ts';

const PEER_PORT = 9000;

/** Listens by TCP on both families and by UDP, talks to the peer by both, and says where. */
const HOLDER = `import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
const [peer, port] = [process.argv[1], Number(process.argv[2])];
const listening = async (host) => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return server;
};
const everywhere = await listening('::');
const local = await listening('127.0.0.1');
const udp = createSocket('udp6').bind(0);
await once(udp, 'listening');
const connected = createSocket('udp4');
connected.connect(port, peer);
await once(connected, 'connect');
const talk = connect(port, peer);
await once(talk, 'connect');
// IPv4 that arrives at the socket of both families.
const mapped = connect(everywhere.address().port, '127.0.0.1');
await once(mapped, 'connect');
const [tcp6, tcp4, udp6, udp4] = [everywhere, local, udp, connected].map((each) => each.address().port);
console.log(JSON.stringify({ processId: process.pid, tcp6, tcp4, udp6, udp4, from: talk.localPort, mapped: mapped.localPort }));
process.stdin.resume();`;

type Held = Record<'processId' | 'tcp6' | 'tcp4' | 'udp6' | 'udp4' | 'from' | 'mapped', number>;

let entry: string;
let network: PrivateNetwork;
const children: ChildProcess[] = [];
const probes: Probe[] = [];

beforeAll(async () => {
  entry = await bundle('test/system/platform-probe.ts');
});
afterEach(async () => {
  for (const probe of probes.splice(0)) probe.close();
  for (const child of children.splice(0)) child.stdin?.end();
  await network?.close();
});

async function holdSockets(): Promise<Held> {
  const args = ['--input-type=module', '-e', HOLDER, network.peerAddress, String(PEER_PORT)];
  const child = network.start(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  if (!child.stdout) throw new Error('the holder has no streams');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Held;
  throw new Error('the holder ended before it held anything');
}

function probe(under: readonly string[] = []): Probe {
  const started = startProbe(network, entry, ['pc0'], process.env, under);
  probes.push(started);
  return started;
}

describe('sockets', () => {
  test('of this account are told with their program, as the process that holds them says', async () => {
    network = await openPrivateNetwork();
    const held = await holdSockets();
    const { listening, live } = await probe().sockets();
    const program = { kind: 'known', value: { name: 'node', processId: held.processId } };
    const port = (protocol: string, address: string) => ({ protocol, address, program });
    expect(listening.filter((each) => each.program.kind === 'known').toSorted(byAddress)).toEqual(
      [
        port('tcp', `[::]:${held.tcp6}`),
        port('tcp', `127.0.0.1:${held.tcp4}`),
        port('udp', `[::]:${held.udp6}`),
      ].toSorted(byAddress),
    );
    const peer = `${network.peerAddress}:${PEER_PORT}`;
    const talk = (protocol: string, local: string, remote: string) => ({
      protocol,
      local,
      remote,
      state: 'established',
      program,
    });
    expect(live).toContainEqual(talk('tcp', `198.51.100.1:${held.from}`, peer));
    expect(live).toContainEqual(talk('udp', `198.51.100.1:${held.udp4}`, peer));
    expect(live).toContainEqual(talk('tcp', `127.0.0.1:${held.tcp6}`, `127.0.0.1:${held.mapped}`));
    expect(live).toContainEqual(talk('tcp', `127.0.0.1:${held.mapped}`, `127.0.0.1:${held.tcp6}`));
  });

  test('that their program has closed are still told, as held by none', async () => {
    network = await openPrivateNetwork();
    const peer = `${network.peerAddress}:${PEER_PORT}`;
    const leave = `require('node:net').connect(${PEER_PORT}, '${network.peerAddress}', function () { this.destroy(); });`;
    await network.run(process.execPath, ['-e', leave]);
    const { live } = await probe().sockets();
    expect(live.filter(({ remote }) => remote === peer)).toMatchObject([
      { protocol: 'tcp', state: 'closing', program: { kind: 'unknown', why: 'no-process' } },
    ]);
  });

  test.skipIf(process.getuid?.() !== 0)('of root are told to an ordinary user without their program', async () => {
    network = await openPrivateNetwork('all');
    const held = await holdSockets();
    const { listening, live } = await probe(AS_ORDINARY_USER).sockets();
    const program = { kind: 'unknown', why: 'other-account' };
    expect(listening).toContainEqual({ protocol: 'tcp', address: `127.0.0.1:${held.tcp4}`, program });
    expect(listening).toContainEqual({ protocol: 'udp', address: `[::]:${held.udp6}`, program });
    expect(live).toContainEqual(expect.objectContaining({ local: `198.51.100.1:${held.from}`, program }));
    expect(JSON.stringify({ listening, live })).not.toContain(`"processId":${held.processId}`);
  });
});

describe('gateways and DNS servers', () => {
  test('are this network’s own, and follow it at once', async () => {
    network = await openPrivateNetwork();
    const asked = probe();
    const servers = parseNameservers(readFileSync('/etc/resolv.conf', 'utf8'));
    expect(await asked.gatewaysAndDns()).toEqual({
      gateways: { ok: true, value: [network.peerAddress] },
      dnsServers: { ok: true, value: servers },
    });
    await network.run('ip', ['-6', 'route', 'add', 'default', 'via', 'fe80::7', 'dev', 'pc0']);
    expect((await asked.gatewaysAndDns()).gateways).toEqual({
      ok: true,
      value: [network.peerAddress, 'fe80::7%pc0'],
    });
    await network.run('ip', ['link', 'set', 'pc0', 'down']);
    expect((await asked.gatewaysAndDns()).gateways).toEqual({ ok: true, value: [] });
  });
});

const byAddress = (a: { address: string }, b: { address: string }) => (a.address < b.address ? -1 : 1);

afterAll(() => {
  if (process.getuid?.() !== 0) console.log('Not root here: sockets of another account were not looked at.');
});
