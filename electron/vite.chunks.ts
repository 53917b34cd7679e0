import { fileURLToPath } from 'node:url';
import type { Plugin, Rollup } from 'vite';

interface Module {
  readonly importedIds: readonly string[];
  readonly dynamicallyImportedIds: readonly string[];
}
interface Graph {
  getModuleInfo(id: string): Module | null;
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
  'platform/linux/antivirus.ts',
  'platform/windows/antivirus.ts',
]);
/** Threads and processes without Electron, which parse with the same schemas. */
const WORKERS = paths(['features/rules/acknowledgement/roster/roster-worker.ts', 'features/mail/look/mail-worker.ts']);

/**
 * Puts what the services need at start into two files. Left to themselves, the modules that a later page also needs
 * become files of their own, and each of those 30 costs the start 1.2 ms, whatever its size.
 */
export function startChunks(): (id: string, graph: Graph) => string | null {
  let reached: { readonly [by in 'first' | 'apart' | 'workers']: ReadonlySet<string> } | undefined;
  return (id, graph) => {
    reached ??= {
      first: reachedFrom(FIRST, graph, ({ importedIds }) => importedIds),
      apart: reachedFrom(APART, graph, ({ importedIds }) => importedIds),
      // What a worker imports later it runs all the same.
      workers: reachedFrom(WORKERS, graph, (module) => [...module.importedIds, ...module.dynamicallyImportedIds]),
    };
    if (!reached.first.has(id) || reached.apart.has(id)) return null;
    return reached.workers.has(id) ? 'schemas' : 'desk';
  };
}

function reachedFrom(
  roots: readonly string[],
  graph: Graph,
  next: (module: Module) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>(roots);
  for (const id of reached) {
    const module = graph.getModuleInfo(id);
    if (module) for (const each of next(module)) reached.add(each);
  }
  return reached;
}

/** Fails the build where an entry that runs without Electron would load it, by whatever chunk. */
export function withoutElectron(entries: readonly string[]): Plugin {
  return {
    name: 'without-electron',
    generateBundle(_options, bundle) {
      for (const entry of entries) {
        const reached = new Set([`${entry}.js`]);
        for (const fileName of reached)
          for (const next of importsOf(bundle[fileName])) {
            if (next === 'electron') this.error(`${entry} would load Electron by ${fileName}`);
            reached.add(next);
          }
      }
    },
  };
}

function importsOf(file: Rollup.OutputAsset | Rollup.OutputChunk | undefined): readonly string[] {
  return file?.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : [];
}
