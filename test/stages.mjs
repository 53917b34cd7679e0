// @ts-check
import { existsSync } from 'node:fs';
import { runProgram } from '../electron/dev/run-program.mjs';

const MINUTE_MS = 60_000;
const node = process.execPath;

/**
 * One stage of `npm test`, run from the clone's root.
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} command
 * @property {number} timeoutMs
 * @property {string} [report] where its runner writes a Tally; without one the stage is a single check
 * @property {boolean} [needsBuild]
 * @property {() => Promise<string | null>} [cannotRun] why this machine cannot run it; null where it can
 */

/** In the order in which they run: what fails quickest first. */
/** @type {readonly Stage[]} */
export const stages = [
  { name: 'types', command: [node, 'node_modules/typescript/bin/tsc', '-b'], timeoutMs: 3 * MINUTE_MS },
  {
    name: 'lint',
    command: [node, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    timeoutMs: 2 * MINUTE_MS,
  },
  { name: 'walls', command: [node, 'test/walls/run.mjs'], timeoutMs: MINUTE_MS },
  {
    name: 'knip',
    command: [node, 'node_modules/knip/bin/knip.js', '--config', 'test/knip.json', '--no-config-hints'],
    timeoutMs: 2 * MINUTE_MS,
  },
  { name: 'unit', ...vitest('unit', 'test/vitest.config.ts'), timeoutMs: 5 * MINUTE_MS },
  { name: 'build', command: [node, 'electron/dev/build.mjs'], timeoutMs: 3 * MINUTE_MS },
  {
    name: 'e2e',
    command: [node, 'test/e2e/side-by-side.mjs'],
    report: 'test/results/e2e.json',
    timeoutMs: 20 * MINUTE_MS,
    needsBuild: true,
    // The tests press the red button: never on the network of the PC that runs them.
    cannotRun: async () =>
      display().length > 0 || hasDisplay()
        ? await lacksPrivateNetwork()
        : 'no display, and no xvfb-run and dbus-run-session to make one',
  },
  {
    name: 'system',
    ...vitest('system', 'test/system/vitest.config.ts'),
    timeoutMs: 8 * MINUTE_MS,
    cannotRun: lacksPrivateNetwork,
  },
  {
    name: 'windows',
    ...vitest('windows', 'test/windows/vitest.config.ts'),
    timeoutMs: 5 * MINUTE_MS,
    cannotRun: async () =>
      process.platform === 'win32' || existsSync('/usr/lib/wine/wine64')
        ? null
        : 'Wine is absent (/usr/lib/wine/wine64)',
  },
];

async function lacksPrivateNetwork() {
  const { code, said } = await runProgram('unshare', ['-Urnm', 'true']);
  return code === 0 ? null : `no private network can be made here (unshare -Urnm true: ${said})`;
}

/** @param {string} name @param {string} config */
function vitest(name, config) {
  const report = `test/results/${name}.json`;
  const reporters = ['--reporter=default', '--reporter=./test/report/vitest-reporter.mjs', `--outputFile=${report}`];
  return { command: [node, 'node_modules/vitest/vitest.mjs', 'run', '-c', config, ...reporters], report };
}

/**
 * A display and a session bus of the tests' own, so that no window or notice disturbs whoever is at the screen: the
 * first free display from this number on.
 */
export function display(from = 99) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/xvfb-run') || !existsSync('/usr/bin/dbus-run-session'))
    return [];
  // The bus outside the display: the other way round a key store's prompt blocks.
  return [
    'dbus-run-session',
    '--',
    'xvfb-run',
    `--server-num=${from}`,
    '--auto-servernum',
    // Else it starts afresh when its last window goes, and turns away an app that starts in that moment.
    '--server-args=-screen 0 1600x1200x24 -noreset',
  ];
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
