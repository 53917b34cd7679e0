import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrivateNetwork } from './private-network.ts';

export interface VnStatOptions {
  /** Megabits a second above which vnStat drops what it sees; 0: no bound. */
  readonly maxBandwidthMegabits?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** The shortest interval that vnStat takes. */
export const LOOK_EVERY_MS = 2_000;

/** The reference meter, watching pc0 of a private network. */
export interface VnStat {
  /** Stops it, whereby it saves, and gives what it counted in all. */
  stop(): Promise<{ rxBytes: number; txBytes: number }>;
}

/** Resolves when it has taken its first look, so that only later traffic counts. */
export async function startVnStat(network: PrivateNetwork, options: VnStatOptions = {}): Promise<VnStat> {
  const { maxBandwidthMegabits = 0, env = process.env } = options;
  const folder = await mkdtemp(join(tmpdir(), 'citynet-vnstat-'));
  const config = join(folder, 'vnstat.conf');
  const settings = [
    `DatabaseDir "${folder}"`,
    `PidFile "${folder}/pid"`,
    'BandwidthDetection 0',
    `MaxBandwidth ${maxBandwidthMegabits}`,
    `UpdateInterval ${LOOK_EVERY_MS / 1000}`,
    `PollInterval ${LOOK_EVERY_MS / 1000}`,
    'SaveInterval 1',
    'TimeSyncWait 0',
    'UseLogging 0',
    'CheckDiskSpace 0',
  ];
  await writeFile(config, `${settings.join('\n')}\n`);
  await network.run('vnstatd', ['--config', config, '--initdb'], { env });
  await network.run('vnstat', ['--config', config, '--add', '-i', 'pc0'], { env });
  const daemon: ChildProcess = network.start('vnstatd', ['--config', config, '--nodaemon'], { env, stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_EVERY_MS));
  return {
    async stop() {
      // Its next look comes within one interval; one more for its bookkeeping.
      await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_EVERY_MS));
      const early = daemon.exitCode ?? daemon.signalCode;
      if (early !== null) throw new Error(`vnstatd ended early with ${early}`);
      const ended = once(daemon, 'exit');
      daemon.kill('SIGTERM');
      await ended;
      const report = JSON.parse(await network.run('vnstat', ['--config', config, '--json', '-i', 'pc0'], { env }));
      await rm(folder, { recursive: true });
      const { rx, tx } = report.interfaces[0].traffic.total;
      return { rxBytes: rx, txBytes: tx };
    },
  };
}
