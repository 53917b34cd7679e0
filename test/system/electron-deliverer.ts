import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboxItem } from '../../electron/contract/delivery.ts';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { bundle } from './bundle.ts';

/** What one real Electron made of one document. */
export interface Told {
  readonly item: OutboxItem;
  readonly tookMs: number;
  readonly electron: string;
}

/** null: this machine can run it; else why not. */
export const cannotRunElectron = existsSync('/usr/bin/xvfb-run') ? null : '/usr/bin/xvfb-run is absent';

/** Starts a real Electron for each document, with the app's own delivery and network session in it. */
export class ElectronDeliverer {
  private readonly root: string;
  private worker = '';
  private count = 0;

  /** `root`: a folder of the caller's, which takes it away. */
  constructor(root: string) {
    this.root = root;
  }

  async prepare(): Promise<void> {
    this.worker = await bundle('electron/delivery/channels/folder-worker.ts');
    const probe = await bundle('test/system/electron-delivery-probe.ts');
    const folder = join(this.root, 'app');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'probe', type: 'module', main: 'main.mjs' }));
    writeFileSync(join(folder, 'main.mjs'), `void import(${JSON.stringify(`file://${probe}`)});\n`);
  }

  async deliver(settings: object, caFile = '', more: Readonly<Record<string, string>> = {}): Promise<Told> {
    const { executablePath, args } = await electronRuntime();
    const env = {
      ...process.env,
      PROBE_OUTBOX: join(this.root, `outbox-${this.count++}`),
      PROBE_SETTINGS: JSON.stringify(settings),
      PROBE_WORKER: this.worker,
      PROBE_CA: caFile,
      ...more,
    };
    const own = [join(this.root, 'app'), `--user-data-dir=${join(this.root, 'data')}`];
    const said = await new Promise<string>((resolve, reject) =>
      execFile(
        'xvfb-run',
        ['--auto-servernum', executablePath, ...args, ...own],
        { env, timeout: 30_000 },
        (error, stdout, stderr) =>
          stdout.includes('PROBE ') ? resolve(stdout) : reject(new Error(`${error?.message}\n${stderr}`)),
      ),
    );
    return JSON.parse(/^PROBE (.*)$/m.exec(said)?.[1] ?? '');
  }
}

export const standing = ({ item }: Told, channel: string) => item.channels.find((each) => each.channel === channel);
