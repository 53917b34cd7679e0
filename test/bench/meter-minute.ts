import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../system/bundle.ts';
import { openPrivateNetwork } from '../system/private-network.ts';
import { plugInAdapters } from './adapters.ts';
import { treeFigures } from './processes.ts';
import type { Result } from './result.ts';
import { SimulatedPc } from './simulated-pc.ts';

const run = promisify(execFile);
const VNSTATD = '/usr/sbin/vnstatd';
const SETTLED_AFTER_MS = 10_000;
const MINUTES = 2;
const MINUTE_MS = 60_000;
const MOST_BYTES_A_MINUTE = 4096;

const pass = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** The meter in a process of its own at its two paces, and vnStat's daemon, on the same network in the same minutes. */
export async function meterCpu(folder: string): Promise<Result[]> {
  if (!existsSync(VNSTATD)) throw new Error(`vnStat's daemon is absent (${VNSTATD})`);
  const probe = await bundle('test/bench/meter-probe.ts');
  const network = await openPrivateNetwork();
  const children: ChildProcess[] = [];
  try {
    const names = await plugInAdapters(network);
    for (const pace of ['hidden', 'watched']) {
      const child = network.start(process.execPath, [probe, join(folder, pace), pace, ...names], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      children.push(child);
      if (child.stdout) await once(child.stdout, 'data');
    }
    children.push(network.start(VNSTATD, ['-n', '--config', await vnstatConfig(join(folder, 'vnstat'))]));
    await pass(SETTLED_AFTER_MS);
    const now = () => children.map(({ pid }) => treeFigures(pid ?? 0).cpuMs);
    const before = now();
    for (let minute = 0; minute < MINUTES; minute++) {
      await network.download(1_000_000);
      await pass(MINUTE_MS);
    }
    const [hiddenMs = 0, watchedMs = 0, vnstatMs = 0] = now().map((ms, at) => (ms - (before[at] ?? 0)) / MINUTES);
    for (const pace of ['hidden', 'watched'])
      if (!(await readdir(join(folder, pace))).includes('journal.jsonl'))
        throw new Error(`${pace}: nothing was written`);
    const row = (name: string, ours: number): Result => ({
      row: `CPU a minute, meter ${name}`,
      ours: `${ours.toFixed(1)} ms`,
      yardstick: `${vnstatMs.toFixed(1)} ms, vnstatd`,
      compared: `${(ours / vnstatMs).toFixed(1)} ×`,
      aim: null,
    });
    return [row('hidden (15 s)', hiddenMs), row('watched (2 s)', watchedMs)];
  } finally {
    for (const child of children) {
      const ended = once(child, 'exit');
      if (child.stdin) child.stdin.end();
      else child.kill();
      await ended;
    }
    await network.close();
  }
}

async function vnstatConfig(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'vnstat.conf');
  const settings = [`DatabaseDir "${folder}"`, 'UseLogging 0', `PidFile "${folder}/pid"`, 'AlwaysAddNewInterfaces 1'];
  await writeFile(path, `${settings.join('\n')}\n`);
  await run(VNSTATD, ['--version']);
  return path;
}

/** A whole day at eight adapters in quick time, with its hourly putting away: what reaches the files, each hour. */
export async function diskBytes(folder: string): Promise<Result[]> {
  const pc = new SimulatedPc(Date.parse('2026-11-23T00:00:00Z'));
  pc.bootAt(pc.nowMs);
  const usage = pc.service(folder);
  usage.readNow();
  const hours: number[] = [];
  for (let hour = 0; hour < 24; hour++) {
    const before = pc.bytesWritten;
    for (let reading = 0; reading < 240; reading++) {
      pc.pass(15_000, 123_456);
      usage.readNow();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await pass(50);
    hours.push((pc.bytesWritten - before) / 60);
  }
  await usage.close('quit');
  if (usage.saveProblem !== null) throw new Error(usage.saveProblem);
  const worst = Math.max(...hours);
  const mean = hours.reduce((sum, bytes) => sum + bytes, 0) / hours.length;
  return [
    {
      row: 'written a minute at 8 adapters',
      ours: `${worst.toFixed(0)} bytes in the worst hour, ${mean.toFixed(0)} over a day`,
      yardstick: '',
      compared: '',
      aim: { words: `≤ ${MOST_BYTES_A_MINUTE} bytes`, isMet: worst <= MOST_BYTES_A_MINUTE },
    },
  ];
}
