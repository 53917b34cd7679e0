import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Main process: ES modules in chunks, so that what start-up does not need is not parsed. */
export default defineConfig({
  root: folder('.'),
  publicDir: false,
  build: {
    outDir: folder('../dist/electron'),
    emptyOutDir: true,
    target: 'node20',
    // Everything but Electron, Node and the native caller is bundled: fewer files to open at start.
    ssr: true,
    minify: true,
    sourcemap: false,
    rollupOptions: {
      // The second runs in a process of its own, which may hang on a share.
      input: { main: folder('main.ts'), 'folder-worker': folder('delivery/channels/folder-worker.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      external: ['electron', 'koffi'],
    },
  },
  ssr: { noExternal: true, external: ['electron', 'koffi'] },
});
