import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles one TypeScript entry of this repository as the app is bundled, for a plain Node or Electron to run. Returns the file. */
export async function bundle(
  entry: string,
  folder = join(ROOT, 'test/results/bundles', entry.replaceAll('/', '-')),
): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      ssr: true,
      rollupOptions: {
        input: { entry: join(ROOT, entry) },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
        external: ['koffi', 'electron'],
      },
    },
    ssr: { noExternal: true, external: ['koffi', 'electron'] },
  });
  return join(folder, 'entry.mjs');
}
