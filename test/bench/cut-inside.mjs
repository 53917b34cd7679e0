// @ts-check
// Measures the cut from within the private network it was started on (cut.ts), and prints the figures as one line.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** @type {{ module: typeof import('./cut-figures.ts') }} */
const { module } = await runnerImport(fileURLToPath(new URL('cut-figures.ts', import.meta.url)));
process.stdout.write(`${JSON.stringify(await module.cutFigures())}\n`);
process.exit(0);
