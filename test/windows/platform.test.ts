import { readFileSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseNameservers } from '../../electron/platform/linux/gateways-and-dns.ts';
import type {
  AdapterNetworkFacts,
  CounterReading,
  GatewaysAndDns,
  ManagedSource,
  OpenSockets,
  Read,
  SessionReading,
} from '../../electron/platform/platform.ts';
import type { InterfaceRow } from '../../electron/platform/windows/if-table.ts';
import { bundle } from '../system/bundle.ts';
import { openPrivateNetwork, type PrivateNetwork } from '../system/private-network.ts';
import { type Probe, startProbe } from './probe.ts';
import { openWinePc, type WinePc } from './wine.ts';

const MOST_BYTES_OF_32_BITS = 2 ** 32 - 1;

let network: PrivateNetwork;
let pc: WinePc;
let probe: Probe;

beforeAll(async () => {
  network = await openPrivateNetwork();
  pc = await openWinePc(network);
  // Beside koffi, which stays outside the bundle.
  const entry = await bundle('test/windows/platform-probe.ts', join(pc.folder, 'bundle'));
  probe = startProbe(pc, entry);
});
afterAll(async () => {
  await probe?.close();
  await pc?.close();
  await network?.close();
  console.log(
    'Never run on real Windows: the figures above are Wine’s. Wine answers nothing to WTSSessionInfoEx, has no System process, ' +
      'no filter rows, no link speeds and no owner to a listening TCP socket, so those parts are proved by their parsers alone.',
  );
});

/** Our reading and the kernel's, taken when nothing moves. */
async function bothReadings() {
  for (;;) {
    const before = await kernelCounters();
    const ours = await counters();
    const after = await kernelCounters();
    if (JSON.stringify(before) === JSON.stringify(after)) return { kernel: after, ours };
  }
}

async function kernelCounters(): Promise<Record<string, { rxBytes: number; txBytes: number }>> {
  const links = JSON.parse(await network.run('ip', ['-s', '-j', 'link'])) as {
    ifname: string;
    stats64: { rx: { bytes: number }; tx: { bytes: number } };
  }[];
  return Object.fromEntries(
    links.map(({ ifname, stats64: { rx, tx } }) => [ifname, { rxBytes: rx.bytes, txBytes: tx.bytes }]),
  );
}

async function counters(): Promise<CounterReading> {
  const reading = await probe.ask<Read<CounterReading>>('readCounters');
  if (!reading.ok) throw new Error(reading.detail);
  return reading.value;
}

describe('counters of GetIfTable2', () => {
  test('equal the kernel’s to the byte, before and after traffic', async () => {
    const first = await bothReadings();
    await network.download(20_000_000);
    await network.upload(5_000_000);
    const second = await bothReadings();
    for (const { kernel, ours } of [first, second]) {
      const figures = ours.adapters.map(({ name, rxBytes, txBytes }) => [name, { rxBytes, txBytes }]);
      expect(Object.fromEntries(figures)).toEqual(kernel);
    }
    expect((second.kernel.pc0?.rxBytes ?? 0) - (first.kernel.pc0?.rxBytes ?? 0)).toBeGreaterThan(20_000_000);
  });

  test('go on past 32 bits', async () => {
    await network.download(MOST_BYTES_OF_32_BITS);
    const { kernel, ours } = await bothReadings();
    const pc0 = ours.adapters.find(({ name }) => name === 'pc0');
    expect(pc0?.rxBytes).toBeGreaterThan(MOST_BYTES_OF_32_BITS);
    expect(pc0?.rxBytes).toBe(kernel.pc0?.rxBytes);
  });

  test('count the Ethernet adapter and not loopback', async () => {
    const { adapters } = await counters();
    expect(adapters.find(({ name }) => name === 'pc0')).toMatchObject({
      kind: 'ethernet',
      counted: true,
      why: 'physical',
    });
    expect(adapters.find(({ name }) => name === 'lo')).toMatchObject({ kind: 'loopback', counted: false });
  });

  test('a link that goes down is seen going down', async () => {
    const status = async () =>
      (await probe.ask<InterfaceRow[]>('rows')).find(({ alias }) => alias === 'pc0')?.operStatus;
    expect(await status()).toBe(1);
    await network.run('ip', ['link', 'set', 'pc0', 'down']);
    expect(await status()).toBe(2);
    await network.run('ip', ['link', 'set', 'pc0', 'up']);
  });

  test('the boot and its clock stay the same from reading to reading', async () => {
    const first = await counters();
    const second = await counters();
    expect(second.bootId).toBe(first.bootId);
    expect(first.bootId).toMatch(/^boot-time-\d+$/);
    expect(second.sinceBootMs).toBeGreaterThanOrEqual(first.sinceBootMs);
    expect(Math.abs(second.takenAtMs - Date.now())).toBeLessThan(5_000);
  });
});

test('the kernel’s process list gives this process’s true beginning', async () => {
  const { kernelMs, nodeMs } = await probe.ask<{ kernelMs: number | null; nodeMs: number }>('ownStart');
  expect(kernelMs).not.toBeNull();
  expect(Math.abs((kernelMs ?? 0) - nodeMs)).toBeLessThan(2_000);
});

test('network facts carry the adapter’s addresses under the counters’ key, without link-local ones', async () => {
  const key = (await counters()).adapters.find(({ name }) => name === 'pc0')?.key;
  const facts = await probe.ask<Read<AdapterNetworkFacts[]>>('readNetworkFacts');
  if (!facts.ok) throw new Error(facts.detail);
  const pc0 = facts.value.find((one) => one.key === key);
  expect([...(pc0?.addresses ?? [])].sort()).toEqual(['198.51.100.1', '2001:db8:51::1']);
  expect(pc0?.dnsSuffixes).toEqual([]);
});

test('gateways and DNS servers are those of this network', async () => {
  // A link that was down has lost its routes.
  await network.run('ip', ['route', 'replace', 'default', 'via', network.peerAddress]);
  const { gateways, dnsServers } = await probe.ask<GatewaysAndDns>('readGatewaysAndDns');
  expect(gateways).toEqual({ ok: true, value: [network.peerAddress] });
  const servers = parseNameservers(readFileSync('/etc/resolv.conf', 'utf8'));
  // Wine gives them with an adapter, in an order of its own.
  expect(dnsServers.ok && dnsServers.value.toSorted()).toEqual(servers.toSorted());
});

describe('sockets', () => {
  test('that wait and that talk are told, with the program that Windows names, as this process opened them', async () => {
    const own = await probe.ask<Record<'processId' | 'tcp4' | 'tcp6' | 'udp' | 'from', number>>(
      'openSockets',
      network.peerAddress,
      9000,
    );
    const sockets = await probe.ask<Read<OpenSockets>>('readSockets');
    if (!sockets.ok) throw new Error(sockets.detail);
    const program = { kind: 'known', value: { name: 'node.exe', processId: own.processId } };
    const { listening, live } = sockets.value;
    // Wine gives process 0 as the owner of a listening TCP socket; of all others it gives the true one.
    const untold = { kind: 'unknown', why: 'not-told' };
    expect(listening).toContainEqual({ protocol: 'tcp', address: `127.0.0.1:${own.tcp4}`, program: untold });
    expect(listening).toContainEqual({ protocol: 'tcp', address: `[::1]:${own.tcp6}`, program: untold });
    expect(listening).toContainEqual({ protocol: 'udp', address: `127.0.0.1:${own.udp}`, program });
    expect(live).toContainEqual({
      protocol: 'tcp',
      local: `198.51.100.1:${own.from}`,
      remote: `${network.peerAddress}:9000`,
      state: 'established',
      program,
    });
  });
});

describe('the administrator’s policy', () => {
  test('is absent where the key is', async () => {
    const found = await probe.ask<ManagedSource>('readManaged');
    expect(found).toEqual({ kind: 'absent', where: 'HKLM\\SOFTWARE\\Policies\\CityNetDesk' });
  });

  test('comes as one object, subkeys within it', async () => {
    const policy = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\CityNetDesk`;
    const file = join(pc.folder, 'policy.reg');
    const text = [
      'Windows Registry Editor Version 5.00',
      '',
      `[${policy}]`,
      '@="the unnamed value is no setting"',
      '"agencyName"="桃園市政府"',
      '"capBytes"=dword:3b9aca00',
      '"largeBytes"=hex(b):00,00,00,00,01,00,00,00',
      '"tooLarge"=hex(b):ff,ff,ff,ff,ff,ff,ff,ff',
      '"warnAtPercent"=hex(7):37,00,30,00,00,00,38,00,35,00,00,00,00,00',
      '"binary"=hex:01,02',
      '',
      `[${policy}\\commission]`,
      '"name"="智慧城鄉發展委員會"',
      '"phone"="03-332-2101"',
      '',
    ].join('\r\n');
    writeFileSync(file, Buffer.from(`\uFEFF${text}`, 'utf16le'));
    await pc.run('reg', ['import', `Z:${file.replaceAll('/', '\\')}`]);

    expect(await probe.ask<ManagedSource>('readManaged')).toEqual({
      kind: 'found',
      where: 'HKLM\\SOFTWARE\\Policies\\CityNetDesk',
      encoding: 'registry',
      value: {
        agencyName: '桃園市政府',
        capBytes: 1_000_000_000,
        largeBytes: 2 ** 32,
        tooLarge: { registryType: 11 },
        warnAtPercent: ['70', '85'],
        binary: { registryType: 3 },
        commission: { name: '智慧城鄉發展委員會', phone: '03-332-2101' },
      },
    });
  });
});

describe('start at sign-in', () => {
  const command = ['C:\\Program Files\\市網通\\citynet-desk.exe', '--hidden', 'a "quoted" word\\'];

  test('is off, goes on and off again', async () => {
    expect(await probe.ask('startsAtSignIn')).toBe(false);
    await probe.ask('startAtSignIn', true, command);
    expect(await probe.ask('startsAtSignIn')).toBe(true);
    await probe.ask('startAtSignIn', false, []);
    expect(await probe.ask('startsAtSignIn')).toBe(false);
    await probe.ask('startAtSignIn', false, []);
  });

  test('reads as off where the person switched it off in Task Manager, until switched on here', async () => {
    const approved = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`;
    await probe.ask('startAtSignIn', true, command);
    await pc.run('reg', [
      'add',
      approved,
      '/v',
      'CityNetDesk',
      '/t',
      'REG_BINARY',
      '/d',
      '030000000000000000000000',
      '/f',
    ]);
    expect(await probe.ask('startsAtSignIn')).toBe(false);
    await probe.ask('startAtSignIn', true, command);
    expect(await probe.ask('startsAtSignIn')).toBe(true);
    await probe.ask('startAtSignIn', false, []);
  });
});

test('the owner of a file is domain and name, and a file that is not there has none', async () => {
  writeFileSync(join(pc.folder, 'owned.txt'), '');
  const of = (name: string) => `Z:${join(pc.folder, name).replaceAll('/', '\\')}`;
  const { accountName } = await probe.ask<{ accountName: string }>('account');
  expect(await probe.ask('fileOwners', of('owned.txt'), of('nowhere.txt'))).toEqual([accountName, null]);
});

test('the account is domain and name, the machine its host name', async () => {
  const account = await probe.ask<{ accountName: string; machineName: string }>('account');
  expect(account.accountName).toMatch(new RegExp(`^[^\\\\]+\\\\${userInfo().username}$`));
  expect(account.machineName.toLowerCase()).toBe(hostname().toLowerCase());
});

test('the person’s name is that of the domain, which a local account has not, or is not known', async () => {
  const name = await probe.ask<string | null>('readDisplayName');
  expect(name === null || name.trim() !== '').toBe(true);
});

test('data belongs in the part of the profile that does not roam', async () => {
  expect(await probe.ask('localDataFolder', '市網通')).toMatch(/^C:\\users\\[^\\]+\\AppData\\Local\\市網通$/i);
  expect(await probe.ask('systemUsagePage')).toBe('ms-settings:datausage');
});

test('without a taskbar there is no tray', async () => {
  expect(await probe.ask('hasTrayHost')).toBe(false);
});

test('where the terminal services do not answer, the console is told and the rest is not guessed', async () => {
  expect(await probe.ask<SessionReading>('readSession')).toEqual({
    atConsole: true,
    locked: null,
    sessionId: null,
    signedInAtMs: null,
  });
});

test('one reading is quick enough for every tick', async () => {
  await probe.ask('cost', 100);
  const microseconds = await probe.ask<number>('cost', 300);
  console.log(`one GetIfTable2 reading under Wine: ${microseconds.toFixed(0)} µs`);
  // Wine asks its server and reads /proc for each adapter; real Windows was never measured.
  expect(microseconds).toBeLessThan(5_000);
});
