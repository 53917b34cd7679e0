// Holds every source file against every wall.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { bridge } from './rules/bridge.mjs';
import { contractGlobals } from './rules/contract-globals.mjs';
import { dangers } from './rules/dangers.mjs';
import { ipc } from './rules/ipc.mjs';
import { names } from './rules/names.mjs';
import { osName } from './rules/os-name.mjs';
import { processes } from './rules/processes.mjs';
import { rooms } from './rules/rooms.mjs';
import { words } from './rules/words.mjs';
import { parseSource } from './source.mjs';

export const allRules = [rooms, ipc, processes, osName, bridge, contractGlobals, words, dangers, names];

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

/**
 * @typedef {{ rule: string, path: string, line: number, found: string, instead: string }} Finding
 */

/**
 * Throws a SyntaxError where the text cannot be parsed.
 * @param {string} path  relative to the repository, with forward slashes
 * @param {string} text
 * @returns {Finding[]}  at most one for a rule and line
 */
export function checkText(path, text, rules = allRules) {
  const source = parseSource(path, text);
  const findings = new Map();
  for (const rule of rules) {
    for (const { node, found, instead } of rule.check(source)) {
      const line = source.lineAt(node.start);
      const key = `${rule.name}:${line}`;
      if (!findings.has(key)) findings.set(key, { rule: rule.name, path, line, found, instead });
    }
  }
  return [...findings.values()];
}

/**
 * @param {string} root  the repository's folder
 * @param {readonly string[]} folders
 * @returns {{ files: number, findings: Finding[] }}
 */
export function checkTree(root, folders, rules = allRules) {
  const findings = [];
  const paths = folders.flatMap((folder) => sourceFiles(root, folder, findings));
  for (const path of paths) findings.push(...checkText(path, readFileSync(join(root, path), 'utf8'), rules));
  return { files: paths.length, findings };
}

/** Bundles of tests and benches, no file of the repository. */
const BUILT_BY_RUNS = 'test/results';

function sourceFiles(root, folder, findings) {
  return readdirSync(join(root, folder))
    .sort()
    .flatMap((name) => {
      const path = posix.join(folder, name);
      if (path === BUILT_BY_RUNS) return [];
      const stats = lstatSync(join(root, path));
      if (stats.isSymbolicLink()) {
        findings.push({
          rule: 'rooms',
          path,
          line: 1,
          found: 'a symbolic link',
          instead: 'a link leads past the walls; keep the file itself',
        });
        return [];
      }
      if (stats.isDirectory()) return sourceFiles(root, path, findings);
      return SOURCE_FILE.test(name) ? [path] : [];
    });
}
