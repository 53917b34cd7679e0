import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WinePc } from './wine.ts';

/** The app's Windows platform, running under Wine. */
export interface Probe {
  /** Calls by name (see platform-probe.ts). Rejects with the error thrown there, or where the process has ended. */
  ask<T>(call: string, ...args: unknown[]): Promise<T>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 5;

/** `entry` is the bundled platform-probe.ts. */
export function startProbe(pc: WinePc, entry: string): Probe {
  const { folder } = pc;
  let number = 0;
  let ended = false;
  const process = pc.startNode(entry, [`Z:${folder.replaceAll('/', '\\')}`]);
  void process.ended.then(() => {
    ended = true;
  });
  const put = (call: string, args: unknown[]) => {
    writeFileSync(join(folder, 'ask.new'), JSON.stringify({ call, args }));
    renameSync(join(folder, 'ask.new'), join(folder, `ask-${number}.json`));
  };
  return {
    async ask<T>(call: string, ...args: unknown[]): Promise<T> {
      put(call, args);
      const path = join(folder, `answer-${number++}.json`);
      while (!existsSync(path)) {
        if (ended) throw new Error(`Windows' Node ended: ${readFileSync(join(folder, 'node.err'), 'utf8')}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      const answer = JSON.parse(readFileSync(path, 'utf8')) as { value?: T; error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as T;
    },
    async close() {
      put('end', []);
      await process.ended;
    },
  };
}
