// Programs are started in one place, with fixed arguments, a time limit and no shell.
import { importsOf, resolveImport } from '../imports.mjs';
import { mentionsOf } from '../origins.mjs';
import { constantText } from '../source.mjs';

const STARTS_PROGRAMS = new Set(['child_process', 'cluster']);
/** Ways to a module that no import statement shows. */
const HIDDEN_DOORS =
  /^(process\.(binding|_linkedBinding|dlopen|mainModule|getBuiltinModule|\?)|module:module(\.|$)|module:(repl|vm|inspector)(\.|$)|require(\.|$)|module\.(require|children|parent|constructor))/;
/** What may be loaded with its first use and without an import statement: it starts no program. */
const LATE_MODULES = new Set(['node:crypto']);
const INSTEAD = 'add a function to electron/platform/run-command.ts and call that through the platform interface';

export const processes = {
  name: 'processes',
  check(source) {
    if (source.path === 'electron/platform/run-command.ts' || source.path.startsWith('electron/dev/')) return [];
    const findings = importsOf(source).flatMap((each) => {
      const target = each.specifier === null ? null : resolveImport(source.path, each.specifier);
      const isRefused = target?.kind === 'node' && STARTS_PROGRAMS.has(target.name.split('/')[0]);
      return isRefused ? [{ node: each.node, found: target.name, instead: INSTEAD }] : [];
    });
    for (const { origin, node } of mentionsOf(source)) {
      if (HIDDEN_DOORS.test(origin) && !isLateModule(node)) {
        findings.push({
          node,
          found: origin.replace(/^module:/, 'node:'),
          instead: 'use a plain import, which the walls can read',
        });
      }
    }
    return findings;
  },
};

/** Precisely `process.getBuiltinModule('node:crypto')`: called on the spot, with a name that can be read. */
function isLateModule(node) {
  const call = node.type === 'CallExpression' ? node : node.parent;
  return (
    call.type === 'CallExpression' &&
    (node === call || node === call.callee) &&
    call.callee.type === 'MemberExpression' &&
    call.callee.object.name === 'process' &&
    call.callee.property.name === 'getBuiltinModule' &&
    call.arguments.length === 1 &&
    LATE_MODULES.has(constantText(call.arguments[0]))
  );
}
