// Every way in which one file can reach another: what it names, and where that leads.

import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { constantText, unwrapped } from './source.mjs';

/**
 * @typedef {object} Import
 * @property {string | null} specifier  null: not known without running
 * @property {readonly string[]} names  what is taken: export names, 'default', '*' for all, [] for side effects
 * @property {boolean} isAddress  only `new URL(specifier, import.meta.url)`: what a worker or an asset is loaded by
 * @property {object} node
 */

/**
 * Static, dynamic and type imports, re-exports, `import x = require()`, `require` by any name given by
 * `createRequire`, `import.meta.glob`, addresses made from `import.meta.url`, and triple-slash references.
 * @param {import('./source.mjs').Source} source
 * @returns {Import[]}
 */
export function importsOf(source) {
  const requires = requireNames(source);
  const imports = source.comments.flatMap((comment) => {
    const reference = /^\/\s*<reference\s+(?:path|types)\s*=\s*["']([^"']+)["']/.exec(comment.value);
    return reference ? [{ specifier: reference[1], names: ['*'], isAddress: false, node: comment }] : [];
  });
  for (const node of source.nodes) imports.push(...importsAt(node, requires));
  return imports;
}

function importsAt(node, requires) {
  const one = (from, names, isAddress = false) => [{ specifier: constantText(from), names, isAddress, node }];
  switch (node.type) {
    case 'ImportDeclaration':
      return one(node.source, node.specifiers.map(importedName));
    case 'ExportAllDeclaration':
      return one(node.source, ['*']);
    case 'ExportNamedDeclaration':
      return node.source
        ? one(
            node.source,
            node.specifiers.map((each) => nameOf(each.local)),
          )
        : [];
    case 'ImportExpression':
      return one(node.source, ['*']);
    case 'TSImportType':
      return one(node.source, [node.qualifier ? leftmostName(node.qualifier) : '*']);
    case 'TSImportEqualsDeclaration':
      return node.moduleReference.type === 'TSExternalModuleReference'
        ? one(node.moduleReference.expression, ['*'])
        : [];
    case 'CallExpression': {
      if (isRequire(node.callee, requires)) return one(node.arguments[0], ['*']);
      if (!isImportMetaGlob(node.callee)) return [];
      const patterns = node.arguments[0]?.type === 'ArrayExpression' ? node.arguments[0].elements : [node.arguments[0]];
      return patterns.flatMap((pattern) => one(pattern, ['*']));
    }
    case 'NewExpression': {
      const base = unwrapped(node.arguments[1]);
      const isOwnUrl = base?.type === 'MemberExpression' && base.object.type === 'MetaProperty';
      return nameOf(node.callee) === 'URL' && isOwnUrl && constantText(node.arguments[0]) !== null
        ? one(node.arguments[0], ['*'], true)
        : [];
    }
    default:
      return [];
  }
}

function importedName(specifier) {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return nameOf(specifier.imported);
}

/** Names under which `require` is known in this file. */
function requireNames(source) {
  const names = new Set(['require']);
  for (const node of source.nodes) {
    const isMade = node.type === 'VariableDeclarator' && unwrapped(node.init)?.type === 'CallExpression';
    if (isMade && isCreateRequire(unwrapped(node.init).callee) && node.id.type === 'Identifier')
      names.add(node.id.name);
  }
  return names;
}

function isRequire(callee, requires) {
  const inner = unwrapped(callee);
  if (inner.type === 'Identifier') return requires.has(inner.name);
  if (inner.type === 'MemberExpression') return /^(require|getBuiltinModule)$/.test(nameOf(inner.property) ?? '');
  return inner.type === 'CallExpression' && isCreateRequire(inner.callee);
}

function isCreateRequire(callee) {
  const inner = unwrapped(callee);
  return (inner.type === 'MemberExpression' ? nameOf(inner.property) : nameOf(inner)) === 'createRequire';
}

function isImportMetaGlob(callee) {
  const inner = unwrapped(callee);
  return (
    inner.type === 'MemberExpression' &&
    inner.object.type === 'MetaProperty' &&
    /^glob/.test(nameOf(inner.property) ?? '')
  );
}

function leftmostName(qualifier) {
  return qualifier.type === 'TSQualifiedName' ? leftmostName(qualifier.left) : nameOf(qualifier);
}

function nameOf(node) {
  if (node.type === 'Identifier') return node.name;
  return typeof node.value === 'string' ? node.value : null;
}

/**
 * Where a specifier leads, after `..` and queries are worked out.
 * @param {string} importer  path of the importing file
 * @param {string} specifier
 * @returns {{ kind: 'file' | 'node' | 'package' | 'elsewhere', name: string }}
 */
export function resolveImport(importer, specifier) {
  const bare = specifier.replace(/(?!^)[?#].*$/, '');
  // An escaped or reversed slash or dot reads differently to each resolver.
  if (/[%\\]/.test(bare)) return { kind: 'elsewhere', name: specifier };
  if (/^\.{1,2}(\/|$)/.test(bare)) {
    const path = posix.normalize(posix.join(posix.dirname(importer), bare));
    return path.startsWith('..') ? { kind: 'elsewhere', name: specifier } : { kind: 'file', name: path };
  }
  if (
    bare === '' ||
    bare.startsWith('/') ||
    bare.startsWith('#') ||
    bare.includes('\\') ||
    /^(?!node:)[a-z]+:/i.test(bare)
  ) {
    return { kind: 'elsewhere', name: specifier };
  }
  if (isBuiltin(bare)) return { kind: 'node', name: bare.replace(/^node:/, '') };
  return { kind: 'package', name: bare };
}
