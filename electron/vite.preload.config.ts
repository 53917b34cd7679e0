import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { apiNames } from './contract/ipc.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Preload: one CommonJS file, because a sandboxed preload can load nothing else. */
export default defineConfig({
  root: folder('.'),
  publicDir: false,
  define: { API_NAMES: JSON.stringify(await apiNames()) },
  build: {
    outDir: folder('../dist/electron'),
    emptyOutDir: false,
    target: 'chrome130',
    ssr: true,
    minify: true,
    rollupOptions: {
      input: { preload: folder('preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      external: ['electron'],
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
