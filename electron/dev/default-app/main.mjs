// Opens the app in the folder named on the command line, as Electron's own default app does
// (electron/electron default_app/main.ts). Goes into the fallback runtime's resources.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  console.error('Name the folder of the app to open.');
  app.exit(2);
} else {
  const root = resolve(folder);
  const {
    name,
    productName,
    version,
    main = 'index.js',
  } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  app.name = productName ?? name;
  if (version) app.setVersion(version);
  app.setDesktopName(`${app.name}.desktop`);
  app.setAppPath(root);
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  // Awaited at top level: Electron holds back `ready` until the app's own main module has run.
  await import(pathToFileURL(join(root, main)).href);
}
