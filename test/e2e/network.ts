import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const TRAFFIC = fileURLToPath(new URL('../system/traffic.mjs', import.meta.url));
const run = promisify(execFile);

/** Set by run.mjs: the peer beyond `pc0`. */
const PEER = process.env.CITYNET_TEST_PEER ?? '';

/** TCP payload that `pc0` receives; resolves when it is all there. */
export async function download(bytes: number): Promise<void> {
  await run(process.execPath, [TRAFFIC, 'download', String(bytes), PEER]);
}

export async function upload(bytes: number): Promise<void> {
  await run(process.execPath, [TRAFFIC, 'upload', String(bytes), PEER]);
}

/** The kernel's own count of `pc0`, both directions: the truth that the app is held against. */
export function kernelBytes(): number {
  const row = /^\s*pc0:\s*(.+)$/m.exec(readFileSync('/proc/net/dev', 'latin1'))?.[1];
  const figures = row?.trim().split(/ +/).map(Number);
  if (!figures) throw new Error('/proc/net/dev has no pc0');
  const [rxBytes = Number.NaN] = figures;
  const txBytes = figures[8] ?? Number.NaN;
  return rxBytes + txBytes;
}
