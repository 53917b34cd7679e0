import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What Linux knows of a process and all its descendants (proc(5)). */
export interface TreeFigures {
  readonly processes: number;
  /** Proportional set size: shared pages are divided among those who share them. */
  readonly pssBytes: number;
  /** User and system time of every thread since the processes began. */
  readonly cpuMs: number;
}

export function treeFigures(pid: number): TreeFigures {
  const pids = treeOf(pid);
  if (pids.length === 0) throw new Error(`process ${pid} has ended`);
  return {
    processes: pids.length,
    pssBytes: pids.reduce((sum, one) => sum + pssOf(one), 0),
    cpuMs: pids.reduce((sum, one) => sum + cpuOf(one), 0),
  };
}

/** Is the same program running outside this tree? Its pages are then shared with that, and the tree's share is less. */
export function hasStrangers(pid: number): boolean {
  const own = treeOf(pid);
  const program = programOf(pid);
  return readdirSync('/proc').some(
    (name) => /^\d+$/.test(name) && !own.includes(Number(name)) && programOf(name) === program,
  );
}

/** Null where the process has ended meanwhile, or is another account's. */
function programOf(pid: number | string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return null;
  }
}

function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The name in brackets may hold spaces and brackets of its own.
    const parent = Number(
      text(`/proc/${name}/stat`)
        ?.replace(/^.*\) \S /s, '')
        .split(' ')[0],
    );
    if (!Number.isNaN(parent)) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const walk = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(walk)];
  return text(`/proc/${root}/stat`) === null ? [] : walk(root);
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0) * 1024;
}

/** From the scheduler's nanoseconds: `stat` counts in hundredths of a second, more than an idle minute takes. */
function cpuOf(pid: number): number {
  let tasks: string[];
  try {
    tasks = readdirSync(`/proc/${pid}/task`);
  } catch {
    return 0;
  }
  return tasks.reduce((sum, task) => {
    const nanoseconds = Number(text(`/proc/${pid}/task/${task}/schedstat`)?.split(' ')[0] ?? 0);
    return sum + nanoseconds / 1e6;
  }, 0);
}

/** Null where the process has ended meanwhile. */
function text(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
