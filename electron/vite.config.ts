import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { apiNames } from './contract/ipc.ts';
import { startChunks } from './vite.chunks.ts';

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
  plugins: [processWithoutStreams],
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
      input: {
        main: folder('main.ts'),
        // In a process of its own, which may hang on a share.
        'folder-worker': folder('delivery/channels/folder-worker.ts'),
        // In a process of its own, which reads what strangers made.
        'mail-worker': folder('features/mail/look/mail-worker.ts'),
        // A thread for each further processor.
        'roster-worker': folder('features/rules/acknowledgement/roster/roster-worker.ts'),
      },
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
