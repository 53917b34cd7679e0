import { basename } from 'node:path';
import type { AdmitAnswer } from '../look/admit-task.ts';
import type { MailWorker } from './ports.ts';

/** Asked together: a share that hangs keeps back no more than these. */
const AT_ONCE = 50;
const TIMEOUT_MS = 20_000;
const NAME_MAX = 300;

/** `no-answer`: nobody could tell in time. `stopped`: the person did not wait. */
export type Entry = AdmitAnswer['entries'][number] | { readonly kind: 'no-answer' | 'stopped' };

/** What stands at each of these paths, in their order. */
export async function* admitted(
  worker: MailWorker,
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<{ path: string; entry: Entry }> {
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const reply = await worker.ask({ kind: 'admit', paths: some }, TIMEOUT_MS, signal);
    const entries = reply.kind === 'admitted' ? reply.entries : [];
    for (const [index, path] of some.entries())
      yield { path, entry: signal.aborted ? { kind: 'stopped' } : (entries[index] ?? { kind: 'no-answer' }) };
  }
}

/** A file that was left out, as a page may show it: without its folder. */
export function leftOutName(path: string): string {
  return basename(path).slice(0, NAME_MAX);
}
