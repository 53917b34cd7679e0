// Small files that break a wall, and some that must not be taken for such. They prove that each wall stands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkText } from './check.mjs';

/**
 * One planted file. Each stands in `offenders/<rule>.txt` under a line `=== path | what it tries`,
 * or `=== path | innocent: why it is allowed`.
 * @typedef {{ rule: string, path: string, title: string, text: string, isInnocent: boolean }} Planted
 */

/** @returns {Planted[]} */
export function plantedFiles(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const blocks = readFileSync(join(folder, name), 'utf8').split(/^=== /m);
      if (blocks[0].trim() !== '') throw new Error(`${name}: text before the first "=== path | title" line`);
      return blocks.slice(1).map((block) => {
        const heading = /^(\S+) \| (.+)\n/.exec(block);
        if (!heading) throw new Error(`${name}: not "=== path | title": ${block.split('\n')[0]}`);
        const [line, path, title] = heading;
        const text = block.slice(line.length);
        return { rule: name.replace(/\.txt$/, ''), path, title, text, isInnocent: title.startsWith('innocent:') };
      });
    });
}

/**
 * What is wrong with the walls, by the planted files: an offender not refused by its rule, an innocent refused,
 * a rule without either.
 * @param {readonly Planted[]} planted
 * @returns {string[]}
 */
export function unproved(planted, rules) {
  const problems = planted.flatMap((each) => {
    const findings = checkText(each.path, each.text, rules);
    const where = `offenders/${each.rule}.txt, "${each.title}" (${each.path})`;
    if (each.isInnocent)
      return findings.map(
        (finding) => `${where}: refused by ${finding.rule} for ${finding.found}, line ${finding.line}`,
      );
    return findings.some((finding) => finding.rule === each.rule) ? [] : [`${where}: not refused by ${each.rule}`];
  });
  for (const rule of rules) {
    const own = planted.filter((each) => each.rule === rule.name);
    if (!own.some((each) => !each.isInnocent)) problems.push(`${rule.name}: no planted offender`);
    if (!own.some((each) => each.isInnocent)) problems.push(`${rule.name}: no planted innocent`);
  }
  const known = new Set(rules.map((rule) => rule.name));
  for (const rule of new Set(planted.map((each) => each.rule)))
    if (!known.has(rule)) problems.push(`offenders/${rule}.txt: no such rule`);
  return problems;
}
