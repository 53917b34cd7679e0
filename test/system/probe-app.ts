import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/** A folder that Electron runs as an app: one probe of this repository, bundled. */
export async function probeApp(probe: string, folder: string): Promise<string> {
  const built = await bundle(probe);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'probe', type: 'module', main: 'main.mjs' }));
  // Electron waits for what the main module awaits before it says `ready`.
  writeFileSync(join(folder, 'main.mjs'), `void import(${JSON.stringify(`file://${built}`)});\n`);
  return folder;
}
