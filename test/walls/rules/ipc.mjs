// The bridge between the processes has one door on each side.
import { importsOf, resolveImport } from '../imports.mjs';
import { mentionsOf } from '../origins.mjs';
import { constantText } from '../source.mjs';

const DOORS = /^electron\/(ipc\/|preload\.ts$)/;
const NAMES = /ipc(main|renderer)|contextbridge/i;
const SENDING = /(^|\.)(webContents|mainFrame|senderFrame|sender)\.(ipc|send|postMessage|sendToFrame)$/;
const INSTEAD = 'declare the call or event in electron/contract/ipc.ts; electron/ipc/ derives both sides from it';

export const ipc = {
  name: 'ipc',
  check(source) {
    if (DOORS.test(source.path) || source.path.startsWith('electron/dev/')) return [];
    const findings = [];
    for (const node of source.nodes) {
      const text = node.type === 'Identifier' ? node.name : (constantText(node) ?? '');
      if (NAMES.test(text)) findings.push({ node, found: text, instead: INSTEAD });
      else if (node.type === 'MemberExpression') {
        const path = dottedPath(node);
        if (SENDING.test(path)) findings.push({ node, found: path, instead: INSTEAD });
      }
    }
    for (const each of importsOf(source)) {
      const target = each.specifier === null ? null : resolveImport(source.path, each.specifier);
      if (target?.kind !== 'package' || !/^electron($|\/)/.test(target.name)) continue;
      // A whole-module object hands out every name it has, also under names made up while running.
      if (each.names.some((name) => name === '*' || name === 'default') || target.name !== 'electron') {
        findings.push({
          node: each.node,
          found: `all of '${target.name}'`,
          instead: "import by name: import { app } from 'electron'",
        });
      }
    }
    for (const { origin, node } of mentionsOf(source)) {
      if (SENDING.test(origin)) findings.push({ node, found: origin, instead: INSTEAD });
      if (/^module:electron\.\?/.test(origin))
        findings.push({ node, found: 'a name of electron known only when running', instead: INSTEAD });
    }
    return findings;
  },
};

function dottedPath(node) {
  if (node.type === 'MemberExpression') {
    const key = node.computed ? (constantText(node.property) ?? '?') : node.property.name;
    return `${dottedPath(node.object)}.${key}`;
  }
  if (node.type === 'ChainExpression' || node.type === 'TSNonNullExpression') return dottedPath(node.expression);
  return node.name ?? '';
}
