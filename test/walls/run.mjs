// node test/walls/run.mjs: exits 0 where every wall stands and is kept, 1 otherwise.
import { fileURLToPath } from 'node:url';
import { allRules, checkTree } from './check.mjs';
import { plantedFiles, unproved } from './planted.mjs';
import { names } from './rules/names.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted = plantedFiles(fileURLToPath(new URL('offenders', import.meta.url)));

const problems = unproved(planted, allRules);
const product = checkTree(root, ['electron', 'renderer']);
// Tests may look behind any wall; only their names are held to the house's.
const tests = checkTree(root, ['test'], [names]);
const findings = [...product.findings, ...tests.findings];

for (const problem of problems) console.error(`walls: a wall does not stand: ${problem}`);
for (const { rule, path, line, found, instead } of findings) {
  console.error(`${path}:${line} [${rule}] ${found} does not belong here: ${instead}.`);
}
const offenders = planted.filter((each) => !each.isInnocent).length;
console.log(
  `walls: ${product.files} files and ${tests.files} of tests, ${findings.length} findings; ${allRules.length} rules, ` +
    `${offenders} planted offenders and ${planted.length - offenders} innocents, ${problems.length} misjudged`,
);
process.exitCode = findings.length + problems.length > 0 || product.files === 0 ? 1 : 0;
