import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetUpProblem } from '../../electron/dev/set-up-problem.mjs';
import { cut } from './cut.ts';
import { eventLoop } from './event-loop.ts';
import { hiddenMemory, idleCpu } from './hidden.ts';
import { history } from './history.ts';
import { mailFiles } from './mail-files.ts';
import { messages } from './messages.ts';
import { diskBytes, meterCpu } from './meter-minute.ts';
import { outbox } from './outbox.ts';
import { personalData } from './personal-data.ts';
import { type Result, tableOf } from './result.ts';
import { roster } from './roster.ts';
import { rulesImport } from './rules-import.ts';
import { sample } from './sample.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { verify } from './verify.ts';

/** `folder`: an empty one of the row's own, removed afterwards. */
type Measure = (folder: string) => Promise<Result[]>;

const rows: Readonly<Record<string, Measure>> = {
  start,
  memory: hiddenMemory,
  idle: idleCpu,
  'event-loop': eventLoop,
  sample,
  history,
  outbox,
  meter: meterCpu,
  disk: diskBytes,
  import: rulesImport,
  search,
  roster,
  verify,
  cut,
  'mail-files': mailFiles,
  'personal-data': personalData,
  messages,
};

/** Measures the rows named, or all; prints one table. Answers the exit code. */
export async function bench(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in rows));
  if (unknown.length > 0)
    throw new SetUpProblem(`no row is called ${unknown.join(', ')}; there are: ${Object.keys(rows).join(', ')}`);
  const results: Result[] = [];
  for (const [name, measure] of Object.entries(rows)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`${name}…\n`);
    const folder = await mkdtemp(join(tmpdir(), 'citynet-bench-'));
    try {
      results.push(...(await measure(folder)));
    } catch (error) {
      results.push({ row: name, notMeasured: error instanceof Error ? error.message : String(error) });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  const load = loadavg()[0]?.toFixed(1);
  console.log(`\n${tableOf(results)}\n\nload of this machine at the end: ${load} on ${availableParallelism()} cores`);
  return results.some((result) => 'notMeasured' in result) ? 1 : 0;
}
