// For a fresh process of plain Node: how long the record of a year takes to open and be told, in milliseconds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
// As in the app: schemas are interpreted.
import '../../electron/contract/ipc.ts';
import { SimulatedPc } from './simulated-pc.ts';

const [what = '', folder = '', now = ''] = process.argv.slice(2);
const nowMs = Number(now);

/** The files that the app reads for it: the days, the journal, today's hours. */
function filesRead(): string[] {
  const today = [nowMs, nowMs - 86_400_000].map((timeMs) => `hours-${new Date(timeMs).toISOString().slice(0, 10)}`);
  return readdirSync(folder).filter((name) => !name.startsWith('hours-') || today.some((day) => name.startsWith(day)));
}

const measured: Record<string, () => number> = {
  ours: () =>
    new SimulatedPc(nowMs)
      .service(folder)
      .history(400)
      .filter((day) => day.measured).length,
  /** The least that can be done with the same bytes. */
  parse: () =>
    filesRead()
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line)).length,
};
const startedAtMs = performance.now();
const count = measured[what]?.();
process.stdout.write(JSON.stringify({ tookMs: performance.now() - startedAtMs, count }));
