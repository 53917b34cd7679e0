import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { advance, type MeterState } from '../../electron/features/usage/meter.ts';
import { bundle } from './bundle.ts';
import { openPrivateNetwork, type PrivateNetwork } from './private-network.ts';
import { startProbe } from './probe.ts';
import { LOOK_EVERY_MS, startVnStat } from './vnstat.ts';

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const NOBODY_TOLD = { atConsole: null, locked: null, sessionId: null, signedInAtMs: null };

let entry: string;
beforeAll(async () => {
  entry = await bundle('test/system/platform-probe.ts');
});

/** A network with nothing on it but the test's own traffic, until the test is over. */
async function openQuietNetwork({ onTestFinished }: TestContext): Promise<PrivateNetwork> {
  const network = await openPrivateNetwork();
  onTestFinished(() => network.close());
  await silence(network);
  // What the silenced protocols still had to say.
  for (let before = ''; ; ) {
    const now = JSON.stringify(await kernelCount(network));
    if (now === before) return network;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** No IPv6, and neighbours known for good. */
async function silence(network: PrivateNetwork): Promise<void> {
  const [pc, peer] = [
    await network.run('cat', ['/sys/class/net/pc0/address']),
    JSON.parse(await network.runOnPeer('ip', ['-j', 'link', 'show', 'lan0']))[0].address,
  ];
  await network.run('sh', ['-c', 'echo 1 > /proc/sys/net/ipv6/conf/pc0/disable_ipv6']);
  await network.runOnPeer('sh', ['-c', 'echo 1 > /proc/sys/net/ipv6/conf/lan0/disable_ipv6']);
  await network.run('ip', ['neigh', 'replace', network.peerAddress, 'lladdr', peer, 'dev', 'pc0', 'nud', 'permanent']);
  await network.runOnPeer('ip', [
    'neigh',
    'replace',
    '198.51.100.1',
    'lladdr',
    pc.trim(),
    'dev',
    'lan0',
    'nud',
    'permanent',
  ]);
}

/** The kernel's own count of pc0 since it was made. */
async function kernelCount(network: PrivateNetwork): Promise<{ rxBytes: number; txBytes: number }> {
  const [{ stats64 }] = JSON.parse(await network.run('ip', ['-s', '-j', 'link', 'show', 'pc0']));
  return { rxBytes: stats64.rx.bytes, txBytes: stats64.tx.bytes };
}

/** Our meter on our platform's readings, from its first look on. */
async function startMeter(network: PrivateNetwork, env?: NodeJS.ProcessEnv) {
  const probe = startProbe(network, entry, ['pc0'], env);
  await probe.settled('pc0');
  const total = { rxBytes: 0, txBytes: 0 };
  const gaps: string[] = [];
  let doubtfulBytes = 0;
  let estimated = false;
  let state: MeterState = advance(null, await probe.reading(), NOBODY_TOLD, () => 'municipal').state;
  return {
    probe,
    total,
    gaps,
    doubtfulBytes: () => doubtfulBytes,
    estimated: () => estimated,
    async sample() {
      const step = advance(state, await probe.reading(), NOBODY_TOLD, () => 'municipal');
      state = step.state;
      estimated ||= step.estimated;
      gaps.push(...step.gaps.map(({ reason }) => reason));
      for (const { adapter, rxBytes, txBytes, rxDoubtful, txDoubtful } of step.pieces) {
        if (!adapter.counted) continue;
        total.rxBytes += rxBytes;
        total.txBytes += txBytes;
        doubtfulBytes += (rxDoubtful ? rxBytes : 0) + (txDoubtful ? txBytes : 0);
      }
    },
  };
}

const difference = (after: { rxBytes: number; txBytes: number }, before: { rxBytes: number; txBytes: number }) => ({
  rxBytes: after.rxBytes - before.rxBytes,
  txBytes: after.txBytes - before.txBytes,
});

// Side by side, as each mostly waits for vnStat's next look.
describe.concurrent('where vnStat is right', () => {
  test('both say the same of the same traffic, to the byte', async (context) => {
    const network = await openQuietNetwork(context);
    const vnStat = await startVnStat(network);
    const before = await kernelCount(network);
    const meter = await startMeter(network);
    for (const bytes of [20_000_000, 1_000, 5_000_000]) {
      await network.download(bytes);
      await meter.sample();
      await network.upload(bytes / 4);
      await meter.sample();
    }
    await meter.probe.settled('pc0');
    await meter.sample();
    const truth = difference(await kernelCount(network), before);
    const theirs = await vnStat.stop();
    console.log(`rx: kernel ${truth.rxBytes}, ours ${meter.total.rxBytes}, vnStat ${theirs.rxBytes}`);
    expect(truth.rxBytes).toBeGreaterThan(25_001_000);
    expect(meter.total).toEqual(truth);
    expect(theirs).toEqual(truth);
    expect(meter.gaps).toEqual([]);
    expect(meter.doubtfulBytes()).toBe(0);
  });
});

describe.concurrent('where vnStat is wrong', () => {
  // Again where vnStat happened to look in the few milliseconds without the interface, and was not deceived.
  test('an interface re-created between two looks adds no phantom, and the stretch is a gap', {
    retry: 2,
  }, async (context) => {
    const network = await openQuietNetwork(context);
    const vnStat = await startVnStat(network);
    const before = await kernelCount(network);
    const meter = await startMeter(network);
    await network.download(5_000_000);
    await meter.probe.settled('pc0');
    await meter.sample();
    const first = difference(await kernelCount(network), before);
    // Time for vnStat's look too; then gone and back between two of them.
    await new Promise((resolve) => setTimeout(resolve, 1.5 * LOOK_EVERY_MS));
    const [{ ifindex }] = JSON.parse(await network.run('ip', ['-j', 'link', 'show', 'pc0']));
    await network.run('ip', ['link', 'delete', 'pc0']);
    await network.plugIn({ ifindex });
    await meter.sample();
    await silence(network);
    await network.download(1_000_000);
    await meter.probe.settled('pc0');
    await meter.sample();
    const second = await kernelCount(network);
    const theirs = await vnStat.stop();

    const truthBytes = first.rxBytes + second.rxBytes;
    console.log(`rx: truth ${truthBytes}, ours ${meter.total.rxBytes}, vnStat ${theirs.rxBytes}`);
    expect(theirs.rxBytes).toBeGreaterThan(2 ** 31);
    expect(meter.gaps).toEqual(['counter-reset']);
    expect(meter.total.rxBytes).toBeLessThanOrEqual(truthBytes);
    // Short only by what the new interface had moved by the first look at it.
    expect(truthBytes - meter.total.rxBytes).toBeLessThan(5_000);
  });

  test('over its bandwidth bound it drops bytes in silence; ours count', async (context) => {
    const network = await openQuietNetwork(context);
    const vnStat = await startVnStat(network, { maxBandwidthMegabits: 10 });
    const before = await kernelCount(network);
    const meter = await startMeter(network);
    await network.download(50_000_000);
    await meter.probe.settled('pc0');
    await meter.sample();
    const truth = difference(await kernelCount(network), before);
    const theirs = await vnStat.stop();
    console.log(`rx: kernel ${truth.rxBytes}, ours ${meter.total.rxBytes}, vnStat ${theirs.rxBytes}`);
    expect(theirs.rxBytes).toBeLessThan(truth.rxBytes / 2);
    expect(meter.total).toEqual(truth);
  });

  test.for([30, -30])('a clock stepped by %i s counts nothing twice', async (stepSeconds, context) => {
    if (!existsSync(FAKETIME)) return context.skip('libfaketime is absent (Debian package faketime)');
    const folder = await mkdtemp(join(tmpdir(), 'citynet-clock-'));
    const file = join(folder, 'offset');
    await writeFile(file, '+0s\n');
    const env = {
      ...process.env,
      LD_PRELOAD: FAKETIME,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    const network = await openQuietNetwork(context);
    await network.download(20_000_000);
    const vnStat = await startVnStat(network, { env });
    const before = await kernelCount(network);
    const meter = await startMeter(network, env);
    const { takenAtMs } = await meter.probe.reading();
    await network.download(5_000_000);
    await meter.probe.settled('pc0');
    await meter.sample();
    await new Promise((resolve) => setTimeout(resolve, 1.5 * LOOK_EVERY_MS));
    await writeFile(file, `${stepSeconds > 0 ? '+' : ''}${stepSeconds}s\n`);
    await network.download(1_000_000);
    await meter.probe.settled('pc0');
    await meter.sample();
    const steppedMs = (await meter.probe.reading()).takenAtMs - takenAtMs;
    const truth = difference(await kernelCount(network), before);
    const theirs = await vnStat.stop();
    await rm(folder, { recursive: true });

    console.log(
      `step ${stepSeconds} s, rx: kernel ${truth.rxBytes}, ours ${meter.total.rxBytes}, vnStat ${theirs.rxBytes}`,
    );
    expect(Math.abs(steppedMs - stepSeconds * 1000)).toBeLessThan(15_000);
    expect(meter.total).toEqual(truth);
    expect(meter.estimated()).toBe(true);
    // Forwards it would count twice since it takes such a step for a new boot, but by /proc/stat, which libfaketime leaves alone.
    if (stepSeconds < 0) expect(theirs.rxBytes).toBeLessThan(truth.rxBytes);
  });
});
