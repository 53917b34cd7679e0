import { join } from 'node:path';
import { BARE, furnish, OURS, runElectron } from './electron-run.ts';
import { hasStrangers, type TreeFigures, treeFigures } from './processes.ts';
import { median, type Result } from './result.ts';

const SETTLED_AFTER_MS = 20_000;
const ROUNDS = 3;
const IDLE_MS = 120_000;
const MOST_MEMORY_RATIO = 0.7;
const MOST_CPU_MORE_MS = 100;
const MB = 1e6;

const pass = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** One at a time: two Electrons would share the pages of one executable, and each look smaller. */
export async function hiddenMemory(folder: string): Promise<Result[]> {
  let wasShared = false;
  const after = async (app: string, userData: string, args: readonly string[]): Promise<TreeFigures> => {
    await furnish(userData);
    const { child, end } = await runElectron(app, userData, { args });
    await pass(SETTLED_AFTER_MS);
    try {
      wasShared ||= hasStrangers(child.pid ?? 0);
      return treeFigures(child.pid ?? 0);
    } finally {
      await end();
    }
  };
  const ours: TreeFigures[] = [];
  const bare: TreeFigures[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await after(OURS, join(folder, `ours-${round}`), ['--hidden']));
    bare.push(await after(BARE, join(folder, `bare-${round}`), []));
  }
  const words = (all: readonly TreeFigures[]) =>
    `${(median(all.map((one) => one.pssBytes)) / MB).toFixed(0)} MB in ${median(all.map((one) => one.processes))} processes`;
  const ratio = median(ours.map(({ pssBytes }, round) => pssBytes / (bare[round]?.pssBytes ?? Number.NaN)));
  return [
    {
      row: 'memory, hidden (PSS)',
      ours: words(ours),
      yardstick: `${words(bare)}, bare Electron with its window`,
      compared: `${ratio.toFixed(2)} ×${wasShared ? ', doubtful: another Electron ran and shared its pages' : ''}`,
      aim: { words: `≤ ${MOST_MEMORY_RATIO.toFixed(2)} ×`, isMet: ratio <= MOST_MEMORY_RATIO },
    },
  ];
}

/** The same two minutes for both. */
export async function idleCpu(folder: string): Promise<Result[]> {
  await furnish(join(folder, 'ours'));
  const ours = await runElectron(OURS, join(folder, 'ours'), { args: ['--hidden'] });
  const bare = await runElectron(BARE, join(folder, 'bare'));
  try {
    const now = () => [ours, bare].map(({ child }) => treeFigures(child.pid ?? 0).cpuMs);
    await pass(SETTLED_AFTER_MS);
    const before = now();
    await pass(IDLE_MS);
    const [oursMs = Number.NaN, bareMs = Number.NaN] = now().map((cpuMs, at) => cpuMs - (before[at] ?? Number.NaN));
    return [
      {
        row: 'idle CPU, hidden, in 2 minutes',
        ours: `${oursMs.toFixed(0)} ms`,
        yardstick: `${bareMs.toFixed(0)} ms, bare Electron with its window`,
        compared: `${(oursMs - bareMs).toFixed(0)} ms more`,
        aim: { words: `≤ ${MOST_CPU_MORE_MS} ms more`, isMet: oursMs - bareMs <= MOST_CPU_MORE_MS },
      },
    ];
  } finally {
    await Promise.all([ours.end(), bare.end()]);
  }
}
