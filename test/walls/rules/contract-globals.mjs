// The contract runs in the main process, the sandboxed preload and the page: only what all three have.
import { declaredNames, isReference } from '../origins.mjs';

const LANGUAGE = new Set(
  `undefined NaN Infinity globalThis arguments
   Array ArrayBuffer BigInt Boolean DataView Date Error Intl JSON Map Math Number Object Promise Reflect RegExp Set String
   Symbol TypeError RangeError Uint8Array WeakMap WeakSet isFinite isNaN parseFloat parseInt
   encodeURIComponent decodeURIComponent`.split(/\s+/),
);
const TYPES = new Set(
  `Array Awaited Date Error Exclude Extract InstanceType Iterable Map NonNullable Omit Parameters Partial Pick Promise
   Readonly ReadonlyArray ReadonlyMap ReadonlySet Record RegExp Required ReturnType Set Uint8Array Uppercase Lowercase
   Capitalize Intl const`.split(/\s+/),
);
const INSTEAD = 'keep the contract to zod and the language itself; take the value as an argument';

export const contractGlobals = {
  name: 'contract-globals',
  check(source) {
    if (!source.path.startsWith('electron/contract/')) return [];
    const declared = declaredNames(source);
    return source.nodes.flatMap((node) => {
      if (node.type === 'MemberExpression' && node.object.name === 'globalThis')
        return [{ node, found: 'globalThis', instead: INSTEAD }];
      const name = referredName(node);
      if (name === null || declared.has(name.text) || name.allowed.has(name.text)) return [];
      return [{ node, found: name.text, instead: INSTEAD }];
    });
  },
};

function referredName(node) {
  if (node.type !== 'Identifier') return null;
  const { parent } = node;
  if (parent.type === 'TSTypeReference') return { text: node.name, allowed: TYPES };
  if (parent.type === 'TSQualifiedName') return parent.left === node ? { text: node.name, allowed: TYPES } : null;
  if (parent.type === 'TSTypeQuery') return { text: node.name, allowed: LANGUAGE };
  return isReference(node) ? { text: node.name, allowed: LANGUAGE } : null;
}
