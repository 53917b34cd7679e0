// One source file, parsed, with what every rule asks of it.
import { parseSync } from 'vite';

/**
 * @typedef {object} Source
 * @property {string} path  relative to the repository, with forward slashes
 * @property {string} text
 * @property {readonly object[]} nodes  every ESTree node in source order, each with a `parent`
 * @property {readonly { value: string, start: number }[]} comments
 * @property {(offset: number) => number} lineAt  1-based
 */

/**
 * Parses TypeScript, JSX or JavaScript. Throws with the parser's words where the text is not such.
 * @param {string} path
 * @param {string} text
 * @returns {Source}
 */
export function parseSource(path, text) {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const nodes = [];
  collect(program, null, nodes);
  return { path, text, nodes, comments, lineAt: (offset) => text.slice(0, offset).split('\n').length };
}

function collect(node, parent, into) {
  node.parent = parent;
  into.push(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent' || value === null || typeof value !== 'object') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === 'string') collect(child, node, into);
    }
  }
}

const WRAPPERS = new Set([
  'AwaitExpression',
  'ChainExpression',
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSInstantiationExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);

/** The expression within brackets, casts, `!`, `?.` and `await`. */
export function unwrapped(node) {
  let inner = node;
  while (inner && WRAPPERS.has(inner.type)) inner = inner.expression ?? inner.argument;
  return inner;
}

/** The text of a string that is known without running: a literal, a template or a sum of such; else null. */
export function constantText(node) {
  const inner = unwrapped(node);
  if (!inner) return null;
  if (inner.type === 'Literal') return typeof inner.value === 'string' ? inner.value : null;
  if (inner.type === 'TemplateLiteral') {
    const parts = inner.quasis.map((quasi, i) =>
      i < inner.expressions.length ? [quasi.value.cooked, constantText(inner.expressions[i])] : [quasi.value.cooked],
    );
    return parts.flat().includes(null) ? null : parts.flat().join('');
  }
  if (inner.type === 'BinaryExpression' && inner.operator === '+') {
    const [left, right] = [constantText(inner.left), constantText(inner.right)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

/** The name of a member or property where it is known without running, else null. */
export function keyText(key, computed) {
  if (!computed && (key.type === 'Identifier' || key.type === 'JSXIdentifier')) return key.name;
  return constantText(key);
}
