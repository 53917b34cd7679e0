import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSockets } from '../../../../electron/platform/linux/sockets.ts';

const OWN_USER = 1000;
const HEADING = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (place: number, portHex: string, state: string, userId: number, inode: number) =>
  `${String(place).padStart(4)}: 016433C6:${portHex} 026433C6:01BB ${state} 0:0 00:0 0 ${userId}        0 ${inode} 1 0\n`;

/** A /proc with the tables and processes given. */
let proc: string;
beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), 'citynet-proc-'));
  mkdirSync(join(proc, 'net'));
});
afterEach(() => rmSync(proc, { recursive: true }));

const table = (name: string, ...rows: string[]) => writeFileSync(join(proc, 'net', name), HEADING + rows.join(''));
function runs(processId: number, { exe, comm = '' }: { exe?: string; comm?: string }, ...inodes: number[]): void {
  const folder = join(proc, String(processId));
  mkdirSync(join(folder, 'fd'), { recursive: true });
  symlinkSync('/dev/null', join(folder, 'fd/0'));
  inodes.forEach((inode, at) => {
    symlinkSync(`socket:[${inode}]`, join(folder, `fd/${at + 3}`));
  });
  if (exe) symlinkSync(exe, join(folder, 'exe'));
  if (comm) writeFileSync(join(folder, 'comm'), `${comm}\n`);
}
async function read() {
  const sockets = await readSockets(OWN_USER, proc);
  if (!sockets.ok) throw new Error(sockets.detail);
  return sockets.value;
}
const programs = async () => (await read()).live.map(({ program }) => program);

describe('the program of a socket', () => {
  test('is its file’s name, with the kernel’s own word where that file is gone', async () => {
    table('tcp', row(0, '0001', '01', OWN_USER, 51), row(1, '0002', '01', OWN_USER, 52));
    runs(10, { exe: '/usr/bin/firefox', comm: 'Web Content' }, 51);
    runs(11, { exe: '/tmp/.x (deleted)', comm: 'kworker/0:1' }, 52);
    expect(await programs()).toEqual([
      { kind: 'known', value: { name: 'firefox', processId: 10 } },
      { kind: 'known', value: { name: '.x (deleted)', processId: 11 } },
    ]);
  });

  test('is what it calls itself where its file is not told, and not told where neither is', async () => {
    table('tcp', row(0, '0001', '01', OWN_USER, 51), row(1, '0002', '01', OWN_USER, 52));
    runs(10, { comm: 'helper' }, 51);
    runs(11, {}, 52);
    expect(await programs()).toEqual([
      { kind: 'known', value: { name: 'helper', processId: 10 } },
      { kind: 'unknown', why: 'not-told' },
    ]);
  });

  test('is the first of those that share it', async () => {
    table('tcp', row(0, '0001', '01', OWN_USER, 51));
    runs(7, { exe: '/usr/sbin/parent' }, 51);
    runs(8, { exe: '/usr/sbin/child' }, 51);
    expect(await programs()).toEqual([{ kind: 'known', value: { name: 'parent', processId: 7 } }]);
  });

  test('is not known for each of three reasons', async () => {
    table('tcp', row(0, '0001', '01', 0, 51), row(1, '0002', '06', 0, 0), row(2, '0003', '01', OWN_USER, 53));
    runs(10, { exe: '/bin/true' });
    expect(await programs()).toEqual(
      ['other-account', 'no-process', 'not-told'].map((why) => ({ kind: 'unknown', why })),
    );
  });
});

describe('the tables', () => {
  test('are all four, and one that is absent is empty', async () => {
    table('tcp', row(0, '0016', '0A', OWN_USER, 1));
    table('udp', row(0, '14E9', '07', OWN_USER, 2), row(1, 'E0D2', '01', OWN_USER, 3));
    const { listening, live } = await read();
    expect(listening.map(({ protocol, address }) => [protocol, address])).toEqual([
      ['tcp', '198.51.100.1:22'],
      ['udp', '198.51.100.1:5353'],
    ]);
    expect(live).toMatchObject([{ protocol: 'udp', remote: '198.51.100.2:443', state: 'established' }]);
  });

  test('give a socket that the kernel lists twice once', async () => {
    table('tcp', row(0, '0016', '01', OWN_USER, 1), row(1, '0016', '01', OWN_USER, 1));
    expect((await read()).live).toHaveLength(1);
  });

  test('are not known where one is damaged or cannot be read', async () => {
    writeFileSync(join(proc, 'net/udp'), 'nonsense\n');
    expect(await readSockets(OWN_USER, proc)).toMatchObject({ ok: false, detail: expect.stringContaining('heading') });
    rmSync(join(proc, 'net/udp'));
    mkdirSync(join(proc, 'net/udp'));
    expect(await readSockets(OWN_USER, proc)).toMatchObject({ ok: false, detail: expect.stringContaining('EISDIR') });
  });
});

test('a busy PC is searched without holding up the rest of the app', async () => {
  const inodes = Array.from({ length: 1500 }, (_, at) => at + 1);
  table(
    'tcp',
    ...inodes.map((inode) => row(inode, inode.toString(16).toUpperCase().padStart(4, '0'), '01', OWN_USER, inode)),
  );
  for (let at = 0; at < 150; at++) runs(at + 2, { exe: `/usr/bin/p${at}` }, ...inodes.slice(at * 10, at * 10 + 10));
  let turns = 0;
  const ticking = setInterval(() => {
    turns++;
  }, 1);
  const { live } = await read();
  clearInterval(ticking);
  expect(live.map(({ program }) => program.kind)).toEqual(inodes.map(() => 'known'));
  expect(turns).toBeGreaterThan(1);
});
