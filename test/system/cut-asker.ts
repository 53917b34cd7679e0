import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CutView } from '../../electron/features/incident/verify-cut.ts';
import type { AdapterLink, CutAttempt, CutPermission, CutUndo, Read } from '../../electron/platform/platform.ts';
import type { PrivateNetwork } from './private-network.ts';

/** The app's switch, running inside a private network. */
export interface CutAsker {
  readonly child: ChildProcess;
  link(name: string): Promise<AdapterLink>;
  mayCut(): Promise<CutPermission>;
  cut(): Promise<{ askedAtNs: string; attempt: CutAttempt }>;
  /** NetworkManager's Enable(false) over a bare, open bus connection. */
  rawCut(): Promise<{ askedAtNs: string }>;
  nmcliCut(): Promise<{ askedAtNs: string }>;
  cutAndWatch(): Promise<{ view: CutView; sinceAskedMs: number; attempt: CutAttempt }>;
  restore(undo: CutUndo): Promise<CutAttempt>;
  microsecondsPerLook(): Promise<number>;
  close(): void;
}

/** Root within the namespace, without the right to set links: what an ordinary user has, and NetworkManager answers. */
export const WITHOUT_NET_ADMIN = ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin'];
export const AS_ORDINARY_USER = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** `entry` is the bundled cut-probe.ts; `under` a command that runs it with fewer rights. */
export function startCutAsker(
  network: PrivateNetwork,
  entry: string,
  physicalNames: readonly string[],
  under: readonly string[] = [],
): CutAsker {
  const [command = process.execPath, ...args] = [...under, process.execPath, entry, ...physicalNames];
  const child = network.start(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the probe has no streams');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const ask = async <T>(call: string, undo?: CutUndo): Promise<T> => {
    stdin.write(`${JSON.stringify({ call, undo })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the probe ended before it answered ${call}`);
    return JSON.parse(value);
  };
  return {
    child,
    async link(name) {
      const links = await ask<Read<readonly AdapterLink[]>>('links');
      if (!links.ok) throw new Error(links.detail);
      const found = links.value.find((link) => link.name === name);
      if (!found) throw new Error(`there is no ${name}`);
      return found;
    },
    mayCut: () => ask('mayCut'),
    cut: () => ask('cut'),
    rawCut: () => ask('rawCut'),
    nmcliCut: () => ask('nmcliCut'),
    cutAndWatch: () => ask('cutAndWatch'),
    restore: (undo) => ask('restore', undo),
    microsecondsPerLook: () => ask('linksCost'),
    close: () => stdin.end(),
  };
}
