// Where a name comes from: follows imports, aliases and destructuring back to a module or a global.
import { constantText, keyText, unwrapped } from './source.mjs';

const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self', 'top', 'parent', 'frames']);
const DEPTH_LIMIT = 12;

/**
 * Every mention of something that comes from a module or a global, as a dotted path:
 * `process.platform`, `module:os.platform`, `window.api`. `?` stands for a name known only when running.
 * @param {import('./source.mjs').Source} source
 * @returns {{ origin: string, node: object }[]}
 */
export function mentionsOf(source) {
  const bindings = bindingsOf(source);
  const mentions = [];
  const mention = (origins, node) => {
    for (const origin of origins) mentions.push({ origin, node });
  };
  for (const node of source.nodes) {
    if (isExpressionLike(node)) mention(originsOf(node, bindings, 0), node);
    else if (node.type === 'Property' && node.parent.type === 'ObjectPattern')
      mention(patternOrigins(node, bindings, 0), node);
    else if (node.type === 'ImportSpecifier') mention(bindingOrigins(node.local.name, bindings, 0), node);
    else if (node.type === 'ExportSpecifier' && node.parent.source)
      mention([moduleOrigin(node.parent.source.value, node.local.name ?? node.local.value)], node);
  }
  return mentions;
}

function isExpressionLike(node) {
  if (node.type === 'MemberExpression' || node.type === 'CallExpression') return true;
  return node.type === 'Identifier' && isReference(node);
}

/** An identifier that stands for a value, and is no property name, declaration or import. */
export function isReference(node) {
  const { parent } = node;
  if (/^(Import|Export).*Specifier$/.test(parent.type) || parent.type.startsWith('TS')) return WRAPPED.has(parent.type);
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (/^(Property|PropertyDefinition|MethodDefinition|AccessorProperty)$/.test(parent.type)) {
    const isValue = parent.value === node && parent.parent.type !== 'ObjectPattern';
    return isValue || (parent.computed && parent.key === node);
  }
  return !/^(LabeledStatement|BreakStatement|ContinueStatement|MetaProperty)$/.test(parent.type);
}
const WRAPPED = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'TSTypeQuery',
]);

/**
 * What each name of the file may stand for, whatever its scope: a name declared twice may be either.
 * @returns {Map<string, ((depth: number) => string[])[]>}
 */
function bindingsOf(source) {
  const bindings = new Map();
  const add = (name, origins) => bindings.set(name, [...(bindings.get(name) ?? []), origins]);
  for (const node of source.nodes) {
    if (node.type === 'ImportDeclaration') {
      for (const specifier of node.specifiers) {
        const taken =
          specifier.type === 'ImportSpecifier' ? (specifier.imported.name ?? specifier.imported.value) : null;
        add(specifier.local.name, () => [moduleOrigin(node.source.value, taken)]);
      }
    } else if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
      add(node.id.name, () => [moduleOrigin(constantText(node.moduleReference.expression), null)]);
    } else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') {
      add(node.id.name, (depth) => (node.init ? originsOf(node.init, bindings, depth) : []));
    } else if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
      add(node.left.name, (depth) => originsOf(node.right, bindings, depth));
    } else if (node.type === 'AssignmentPattern' && node.left.type === 'Identifier') {
      add(node.left.name, (depth) => originsOf(node.right, bindings, depth));
    } else if (node.type === 'Property' && node.parent.type === 'ObjectPattern') {
      const target = node.value.type === 'AssignmentPattern' ? node.value.left : node.value;
      if (target.type === 'Identifier') add(target.name, (depth) => patternOrigins(node, bindings, depth));
    }
  }
  return bindings;
}

function bindingOrigins(name, bindings, depth) {
  return (bindings.get(name) ?? []).flatMap((origins) => origins(depth + 1));
}

/** The origins of one property of a destructuring pattern. */
function patternOrigins(property, bindings, depth) {
  const pattern = property.parent;
  const key = keyText(property.key, property.computed) ?? '?';
  return patternSources(pattern, bindings, depth + 1).map((origin) => member(origin, key));
}

function patternSources(pattern, bindings, depth) {
  if (depth > DEPTH_LIMIT) return [];
  const holder = pattern.parent.type === 'AssignmentPattern' ? pattern.parent : pattern;
  const fallback = holder === pattern ? [] : originsOf(holder.right, bindings, depth);
  const { parent } = holder;
  if (parent.type === 'VariableDeclarator' && parent.init)
    return [...fallback, ...originsOf(parent.init, bindings, depth)];
  if (parent.type === 'AssignmentExpression') return [...fallback, ...originsOf(parent.right, bindings, depth)];
  if (parent.type === 'Property') return [...fallback, ...patternOrigins(parent, bindings, depth)];
  // `import('x').then(({ y }) => …)`
  const call = parent.type === 'ArrowFunctionExpression' && parent.params[0] === holder ? parent.parent : null;
  const isThen = call?.type === 'CallExpression' && call.callee.property?.name === 'then';
  return isThen ? [...fallback, ...originsOf(call.callee.object, bindings, depth)] : fallback;
}

function originsOf(node, bindings, depth) {
  if (depth > DEPTH_LIMIT) return [];
  const inner = unwrapped(node);
  const follow = (next) => originsOf(next, bindings, depth + 1);
  switch (inner?.type) {
    case 'Identifier':
      return [inner.name, ...bindingOrigins(inner.name, bindings, depth)];
    case 'MemberExpression': {
      const key = keyText(inner.property, inner.computed) ?? '?';
      return follow(inner.object).map((origin) => member(origin, key));
    }
    case 'ImportExpression':
      return [moduleOrigin(constantText(inner.source), null)];
    case 'LogicalExpression':
      return [...follow(inner.left), ...follow(inner.right)];
    case 'ConditionalExpression':
      return [...follow(inner.consequent), ...follow(inner.alternate)];
    case 'AssignmentExpression':
      return follow(inner.right);
    case 'SequenceExpression':
      return follow(inner.expressions.at(-1));
    case 'CallExpression': {
      const callee = unwrapped(inner.callee);
      const asked = inner.arguments[0];
      if (callee.type === 'Identifier' && callee.name === 'require') return [moduleOrigin(constantText(asked), null)];
      const isReflectGet =
        callee.type === 'MemberExpression' && callee.object.name === 'Reflect' && inner.arguments.length > 1;
      if (!isReflectGet) return [];
      return follow(asked).map((origin) => member(origin, constantText(inner.arguments[1]) ?? '?'));
    }
    default:
      return [];
  }
}

function moduleOrigin(specifier, taken) {
  const name = (specifier ?? '?').replace(/^node:/, '');
  const base = name === 'process' ? 'process' : `module:${name}`;
  return taken === null || taken === 'default' ? base : `${base}.${taken}`;
}

function member(origin, key) {
  if (GLOBAL_OBJECTS.has(origin))
    return GLOBAL_OBJECTS.has(key) ? key : key === 'api' || key === '?' ? `window.${key}` : key;
  if (key === 'defaultView') return 'window';
  return key === 'default' ? origin : `${origin}.${key}`;
}

/** Is this mention the object as a whole, handed to where the walls cannot follow it? */
export function isHandedOn(node) {
  let at = node;
  while (
    /^(TS(As|NonNull|Satisfies)Expression|TSTypeAssertion|ChainExpression|ParenthesizedExpression)$/.test(
      at.parent.type,
    )
  )
    at = at.parent;
  const { parent } = at;
  if (
    parent.type === 'VariableDeclarator' ||
    parent.type === 'AssignmentExpression' ||
    parent.type === 'AssignmentPattern'
  ) {
    const target = parent.type === 'VariableDeclarator' ? parent.id : parent.left;
    return at !== target && target.type !== 'Identifier' && hasRest(target);
  }
  if (/^(Import|Export|TS)/.test(parent.type) || /^(LogicalExpression|ConditionalExpression)$/.test(parent.type))
    return false;
  // A parameter of that name is another thing.
  if (/Function/.test(parent.type)) return false;
  const isObject = parent.type === 'MemberExpression' && parent.object === at;
  const isAsked = parent.type === 'UnaryExpression' && parent.operator === 'typeof';
  const isReflectGet =
    parent.type === 'CallExpression' &&
    parent.callee.object?.name === 'Reflect' &&
    parent.callee.property.name === 'get';
  return !(isObject || isAsked || isReflectGet);
}

function hasRest(pattern) {
  return pattern.type !== 'ObjectPattern' || pattern.properties.some((property) => property.type === 'RestElement');
}

/** Names that the file itself declares or imports, whatever their scope. */
export function declaredNames(source) {
  const names = new Set();
  const take = (pattern) => {
    if (!pattern) return;
    if (pattern.type === 'Identifier') names.add(pattern.name);
    for (const property of pattern.properties ?? []) take(property.value ?? property.argument);
    for (const element of pattern.elements ?? []) take(element);
    if (pattern.type === 'AssignmentPattern') take(pattern.left);
    if (pattern.type === 'RestElement') take(pattern.argument);
    if (pattern.type === 'TSParameterProperty') take(pattern.parameter);
  };
  for (const node of source.nodes) {
    if (/^Import.*Specifier$/.test(node.type)) take(node.local);
    if (node.type === 'TSTypeParameter')
      take(typeof node.name === 'string' ? { type: 'Identifier', name: node.name } : node.name);
    if (node.type === 'TSMappedType') take(node.key);
    if (node.type === 'CatchClause') take(node.param);
    if (node.id) take(node.id);
    for (const param of node.params && Array.isArray(node.params) ? node.params : []) take(param);
  }
  return names;
}
