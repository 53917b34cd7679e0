// The real Windows platform answering through files, as Wine's pipes lose data: it looks for ask-N.json in the folder
// given ({ "call", "args" }) and writes answer-N.json. Ends on the call "end".

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import { join } from 'node:path';
import { lookAgain, watchCut } from '../../electron/features/incident/verify-cut.ts';
import { checkPrograms } from '../../electron/features/mail/programs/programs.ts';
import { antivirusFor, mailProgramsFor, platformFor } from '../../electron/platform/for-platform.ts';
import type { CutUndo, Platform } from '../../electron/platform/platform.ts';
import { findProgram, readScanner } from '../../electron/platform/windows/antivirus.ts';
import { processTable } from '../../electron/platform/windows/boot.ts';
import { readInterfaceRows } from '../../electron/platform/windows/counters.ts';
import { windowsCall } from '../../electron/platform/windows/library.ts';
import { processCreations } from '../../electron/platform/windows/process-table.ts';
import { connect } from '../../electron/platform/windows/wlan.ts';

const LOOK_EVERY_MS = 10;
const FILETIME_UNIX_EPOCH_MS = 11_644_473_600_000n;
const folder = process.argv[2] ?? '';
const platform = await platformFor(process.platform);

const answers: Record<string, (...args: never[]) => unknown> = {
  readCounters: () => platform.readCounters(),
  rows: () => readInterfaceRows(),
  readNetworkFacts: () => platform.readNetworkFacts(),
  readGatewaysAndDns: () => platform.readGatewaysAndDns(),
  readSockets: () => platform.readSockets(),
  /** Opens real sockets of this process and leaves them open; answers where. */
  async openSockets(peer: string, peerPort: number) {
    const ports: number[] = [];
    for (const host of ['127.0.0.1', '::1']) {
      const server = createServer().listen(0, host);
      await once(server, 'listening');
      server.unref();
      ports.push((server.address() as AddressInfo).port);
    }
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const connection = connectTcp(peerPort, peer);
    await once(connection, 'connect');
    // Open until this process ends, without keeping it from ending.
    for (const handle of [udp, connection]) handle.unref();
    return {
      processId: process.pid,
      tcp4: ports[0],
      tcp6: ports[1],
      udp: udp.address().port,
      from: connection.localPort,
    };
  },
  readSession: () => platform.readSession(),
  readManaged: () => platform.readManaged(),
  account: () => platform.account(),
  fileOwners: (...paths: string[]) => platform.fileOwners(paths),
  readDisplayName: () => platform.readDisplayName(),
  localDataFolder: (appName: string) => platform.localDataFolder(appName),
  systemUsagePage: () => platform.systemUsagePage,
  hasTrayHost: () => platform.hasTrayHost(),
  startsAtSignIn: () => platform.startAtSignIn.read(),
  startAtSignIn: (...args: Parameters<Platform['startAtSignIn']['write']>) => platform.startAtSignIn.write(...args),
  links: () => platform.network.links(),
  mayCut: () => platform.network.mayCut(),
  cut: () => platform.network.cut(),
  restore: (undo: CutUndo) => platform.network.restore(undo),
  connect: (key: string, profile: string) => connect(key, profile),
  isRemoteSession: () => platform.isRemoteSession(),
  otherAccountsSignedIn: () => platform.otherAccountsSignedIn(),
  checkPrograms: async () => checkPrograms(await mailProgramsFor()),
  thunderbirdFolders: async () => (await mailProgramsFor()).thunderbird().folders,
  defender: () => ({ program: findProgram(), scanner: readScanner() }),
  scan: async (path: string) => (await antivirusFor()).scan(path, new AbortController().signal),
  /** Keeps a file open as Mozilla's nsProfileLock does: for reading and writing, shared with nobody. */
  holdForItself: (path: string) => {
    const createFile = windowsCall(
      'kernel32.dll',
      'int64_t __stdcall CreateFileW(str16 path, uint32_t access, uint32_t share, void *security, uint32_t how, uint32_t flags, void *like)',
    );
    const [readWrite, createAlways] = [0xc0000000, 2];
    return Number(createFile(path, readWrite, 0, null, createAlways, 0, null));
  },
  /** Looks every 250 ms, as the app does on Windows, until the cut is decided one way or the other. */
  async watchUntilDecided() {
    let watch = watchCut(platform.network.links());
    const startedAtMs = performance.now();
    for (;;) {
      const sinceAskedMs = performance.now() - startedAtMs;
      const looked = lookAgain(watch, platform.network.links(), sinceAskedMs);
      watch = looked.watch;
      if (looked.view.phase !== 'checking') return { ...looked.view, sinceAskedMs };
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  },
  /** When this process began, by the kernel's list and by Node. */
  ownStart: () => {
    const own = [...processCreations(processTable())].find(({ processId }) => processId === BigInt(process.pid));
    return {
      kernelMs: own ? Number(own.createTime / 10_000n - FILETIME_UNIX_EPOCH_MS) : null,
      nodeMs: Date.now() - process.uptime() * 1000,
    };
  },
  cost: (rounds: number) => {
    const startedAtMs = performance.now();
    for (let round = 0; round < rounds; round++) platform.readCounters();
    return ((performance.now() - startedAtMs) * 1000) / rounds;
  },
};

for (let number = 0; ; number++) {
  const question = join(folder, `ask-${number}.json`);
  while (!existsSync(question)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const { call, args } = JSON.parse(readFileSync(question, 'utf8')) as { call: string; args: never[] };
  if (call === 'end') break;
  let answer: { value?: unknown; error?: string };
  try {
    answer = { value: await answers[call]?.(...args) };
  } catch (error) {
    answer = { error: String(error) };
  }
  writeFileSync(join(folder, 'answer.new'), JSON.stringify(answer));
  renameSync(join(folder, 'answer.new'), join(folder, `answer-${number}.json`));
}
