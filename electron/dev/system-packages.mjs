// @ts-check
import { existsSync } from 'node:fs';
import { runProgram } from './run-program.mjs';

/**
 * A Debian or Ubuntu package under the names it has had, the newest first (the 64-bit time_t change renamed some),
 * and what needs it.
 * @typedef {{ names: readonly string[], why: string }} SystemPackage
 */

/** What Electron's executable links to or opens. */
/** @type {readonly SystemPackage[]} */
export const windowPackages = [
  { names: ['libgtk-3-0t64', 'libgtk-3-0'], why: 'Electron: windows and dialogs' },
  { names: ['libnss3'], why: 'Electron: certificates' },
  { names: ['libasound2t64', 'libasound2'], why: 'Electron: links to it' },
  { names: ['libgbm1'], why: 'Electron: drawing' },
  { names: ['libxss1'], why: 'Electron: idle time' },
  { names: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'], why: 'Electron: screen readers' },
  { names: ['libnotify4'], why: 'Electron: notifications' },
  { names: ['libxtst6'], why: 'Electron: links to it' },
  { names: ['fonts-noto-cjk'], why: 'Chinese text' },
];

/** What the tests use besides. */
/** @type {readonly SystemPackage[]} */
export const testPackages = [
  { names: ['xvfb'], why: 'end-to-end tests: a display' },
  { names: ['xauth'], why: 'end-to-end tests: xvfb-run' },
  { names: ['dbus'], why: 'a session bus of their own' },
  { names: ['iproute2'], why: 'system tests: private networks' },
  { names: ['network-manager'], why: 'system tests: a network manager in a private network' },
  { names: ['polkitd', 'policykit-1'], why: 'system tests: who may cut the network' },
  { names: ['vnstat'], why: 'system tests: the reference meter' },
  { names: ['apache2-bin'], why: 'system tests: a WebDAV store' },
  { names: ['libnss3-tools'], why: 'system tests: a certificate in an account’s own store' },
  { names: ['krb5-kdc'], why: 'system tests: a Kerberos realm of their own' },
  { names: ['krb5-admin-server'], why: 'system tests: accounts in that realm' },
  { names: ['krb5-user'], why: 'system tests: signing in to it' },
  { names: ['libapache2-mod-auth-gssapi'], why: 'system tests: a store that asks for that sign-in' },
  { names: ['nginx-light'], why: 'system tests: another WebDAV store' },
  { names: ['python3-aiosmtpd'], why: 'system tests: a mail host' },
  { names: ['openssl'], why: 'tests: certificates of their own, and a signature as the README makes it' },
  { names: ['gnome-keyring'], why: 'system tests: a real key store, locked and stopped' },
  { names: ['age'], why: 'system tests: opens what was sealed' },
  { names: ['faketime'], why: 'system tests: a clock that is stepped' },
  { names: ['xdotool'], why: 'e2e tests: presses keys for the whole desktop' },
  { names: ['bindfs'], why: 'e2e tests: a share that hangs' },
  { names: ['poppler-utils'], why: 'reads back the PDFs of reports and receipts' },
  { names: ['7zip', 'p7zip-full'], why: 'system tests: opens encrypted copies' },
  { names: ['clamav'], why: 'system tests: scans with a base of their own' },
  { names: ['clamav-daemon'], why: 'system tests: the same through the daemon' },
  { names: ['thunderbird'], why: 'system tests: profiles as the program writes them' },
  { names: ['evolution-common'], why: 'system tests: the schemas of Evolution’s settings' },
  { names: ['libglib2.0-bin'], why: 'system tests: gsettings' },
  { names: ['zip'], why: 'system tests: archives to scan' },
  { names: ['libreoffice-writer-nogui'], why: 'system tests: documents to look into' },
  { names: ['libreoffice-calc-nogui'], why: 'system tests: sheets to look into' },
  { names: ['wine'], why: 'Windows tests' },
  { names: ['wine64'], why: 'Windows tests' },
  { names: ['nsis'], why: 'Windows tests: the installer’s own steps' },
];

/**
 * Installs missing packages where it may (root on Debian or Ubuntu); otherwise says the exact line to run.
 * Other Linux distributions: the loader names what is missing when the program starts. Never throws.
 * @param {readonly SystemPackage[]} packages
 * @param {(line: string) => void} tell
 */
export async function ensureSystemPackages(packages, tell) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const missing = missingPackages(packages, await installedNames(packages));
  if (missing.length === 0) return;
  const words = missing.map(({ names, why }) => `${names.at(-1)} (${why})`).join(', ');
  const names = (await availableNames(missing)) ?? missing.map((one) => one.names.at(-1) ?? '');
  const line = `apt-get update && apt-get install --no-install-recommends ${names.join(' ')}`;
  if (process.getuid?.() !== 0) {
    tell(`missing system packages: ${words}.\n  Install them with:  sudo sh -c '${line}'`);
    return;
  }
  tell(`installing system packages: ${words}…`);
  let done = await install(names);
  if (done.code !== 0) {
    await aptGet(['update']);
    const renewed = (await availableNames(missing)) ?? names;
    done = await install(renewed);
  }
  if (done.code !== 0) tell(`the system packages could not be installed; by hand:  ${line}\n${done.said}`);
}

/**
 * @param {readonly SystemPackage[]} packages
 * @param {ReadonlySet<string>} installed
 */
export function missingPackages(packages, installed) {
  return packages.filter(({ names }) => !names.some((name) => installed.has(name)));
}

/**
 * Names that `apt-cache policy` offers a version of.
 * @param {string} policy its output, in the C locale
 */
export function candidatesIn(policy) {
  const blocks = policy.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (.*)$/gm);
  return new Set([...blocks].flatMap(([, name, version]) => (version === '(none)' ? [] : [name])));
}

/** @param {readonly SystemPackage[]} packages @returns {Promise<Set<string>>} */
async function installedNames(packages) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
  const format = ['-W', '-f', '${Package} ${db:Status-Status}\n'];
  const { stdout } = await runProgram('dpkg-query', [...format, ...packages.flatMap(({ names }) => names)]);
  const rows = stdout.split('\n').map((row) => row.split(' '));
  return new Set(rows.flatMap(([name, status]) => (name && status === 'installed' ? [name] : [])));
}

/** @param {readonly SystemPackage[]} missing one name for each, or null where apt's lists do not hold them all */
async function availableNames(missing) {
  const { stdout } = await runProgram('apt-cache', ['policy', ...missing.flatMap(({ names }) => names)], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  const offered = candidatesIn(stdout);
  const names = missing.map((one) => one.names.find((name) => offered.has(name)));
  return names.every((name) => name !== undefined) ? names : null;
}

/** @param {readonly string[]} names */
const install = (names) => aptGet(['install', '-y', '--no-install-recommends', ...names]);

/** @param {readonly string[]} args */
function aptGet(args) {
  // Another apt may be at work: wait for its lock rather than fail.
  return runProgram('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 900_000,
  });
}
