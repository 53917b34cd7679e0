import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { apiNames } from './contract/ipc.ts';
import { startChunks, withoutElectron } from './vite.chunks.ts';

/** Each runs without Electron: a process of its own, or a thread. */
const WORKERS = {
  // May hang on a share.
  'folder-worker': 'delivery/channels/folder-worker.ts',
  // Reads what strangers made.
  'mail-worker': 'features/mail/look/mail-worker.ts',
  // Scans them, wherever they lie.
  'scan-worker': 'platform/scan-worker.ts',
  // A person's profile may lie on a share, too.
  'programs-worker': 'programs-worker.ts',
  // One for each further processor.
  'roster-worker': 'features/rules/acknowledgement/roster/roster-worker.ts',
};

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Importing `node:process` reads every property of it, and thereby opens the standard streams: 20 ms before the first
 * window. The global is the same object.
 */
const processWithoutStreams: Plugin = {
  name: 'process-without-streams',
  enforce: 'pre',
  resolveId: (id) => (id === 'node:process' ? '\0process' : null),
  load: (id) => (id === '\0process' ? 'export default globalThis.process;' : null),
};

/** Main process: ES modules in chunks, so that what start-up does not need is not parsed. */
export default defineConfig({
  root: folder('.'),
  publicDir: false,
  plugins: [processWithoutStreams, withoutElectron(Object.keys(WORKERS))],
  define: { API_NAMES: JSON.stringify(await apiNames()) },
  build: {
    outDir: folder('../dist/electron'),
    emptyOutDir: true,
    target: 'node20',
    // Everything but Electron, Node and the native caller is bundled: fewer files to open at start.
    ssr: true,
    minify: true,
    sourcemap: false,
    rollupOptions: {
      input: Object.fromEntries(
        Object.entries({ main: 'main.ts', ...WORKERS }).map(([name, path]) => [name, folder(path)]),
      ),
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: { groups: [{ name: startChunks(), debugName: 'start' }], includeDependenciesRecursively: false },
      },
      external: ['electron', 'koffi'],
    },
  },
  ssr: { noExternal: true, external: ['electron', 'koffi'] },
});
