// @ts-check
/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ packages: Record<string, Entry> }} LockFile */
/** @typedef {{ from: string, name: string, wanted: string, optional: boolean }} Gap */

/**
 * Dependencies that package-lock.json names but does not hold: `npm ci` refuses such a file everywhere.
 * npm leaves them out when the registry it asked had no such package for another system.
 * @param {LockFile} lock
 * @returns {Gap[]}
 */
export function gapsIn({ packages }) {
  return Object.entries(packages).flatMap(([from, entry]) =>
    [
      ...Object.entries({ ...entry.dependencies, ...entry.devDependencies }).map((named) => ({
        named,
        optional: false,
      })),
      ...Object.entries(entry.optionalDependencies ?? {}).map((named) => ({ named, optional: true })),
    ]
      .filter(({ named: [name] }) => !placesFor(from, name).some((place) => place in packages))
      .map(({ named: [name, wanted], optional }) => ({ from, name, wanted, optional })),
  );
}

/**
 * The lock file with an entry for each missing package of another system. Its version is the exact one that its parent
 * names, so nothing is chosen here; the integrity is then the registry's own.
 * @param {LockFile} lock
 * @returns {LockFile}
 */
export function withoutGaps(lock) {
  const packages = { ...lock.packages };
  for (const { from, name, wanted, optional } of gapsIn(lock)) {
    const system = systemIn(name);
    if (!optional || !system || !/^\d+\.\d+\.\d+$/.test(wanted)) continue;
    const dev = packages[from]?.dev ? { dev: true } : {};
    packages[`node_modules/${name}`] = { version: wanted, ...dev, optional: true, ...system };
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** Where npm looks for `name` from `from`, nearest first. @param {string} from @param {string} name */
function placesFor(from, name) {
  const places = [];
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    places.push(`${folder}/node_modules/${name}`);
    if (!folder.includes('/node_modules/')) break;
  }
  return [...places, `node_modules/${name}`];
}

/**
 * The system that a package for one system carries in its name, e.g. `@biomejs/cli-linux-x64-musl`.
 * @param {string} name
 */
function systemIn(name) {
  const found =
    /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(gnu|musl))?/.exec(
      name,
    );
  if (!found) return null;
  const [, os = '', cpu = '', libc] = found;
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc === 'musl' ? 'musl' : 'glibc'] } : {}) };
}
