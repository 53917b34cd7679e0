import { fileURLToPath } from 'node:url';

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const paths = (names: readonly string[]) => names.map((name) => fileURLToPath(new URL(name, import.meta.url)));

/** What the first page waits for: the services, and the schemas of the calls that it makes. */
const FIRST = paths([
  'desk.ts',
  ...['app', 'settings', 'usage', 'incident'].map((name) => `contract/calls/${name}.ts`),
]);
/** What must never load the services with it: read before them, or run in a process without Electron. */
const APART = paths([
  'main.ts',
  'platform/linux/platform.ts',
  'platform/windows/platform.ts',
  'delivery/channels/folder-worker.ts',
]);
/** A thread without Electron, which parses with the same schemas. */
const THREAD = paths(['features/rules/acknowledgement/roster/roster-worker.ts']);

/**
 * Puts what the services need at start into two files. Left to themselves, the modules that a later page also needs
 * become files of their own, and each of those 30 costs the start 1.2 ms, whatever its size.
 */
export function startChunks(): (id: string, graph: Graph) => string | null {
  let reached: { readonly [by in 'first' | 'apart' | 'thread']: ReadonlySet<string> } | undefined;
  return (id, graph) => {
    reached ??= {
      first: reachedFrom(FIRST, graph),
      apart: reachedFrom(APART, graph),
      thread: reachedFrom(THREAD, graph),
    };
    if (!reached.first.has(id) || reached.apart.has(id)) return null;
    return reached.thread.has(id) ? 'schemas' : 'desk';
  };
}

/** By plain imports; what is imported later is not followed. */
function reachedFrom(roots: readonly string[], graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>(roots);
  for (const id of reached) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return reached;
}
