// Doors that stay shut everywhere: code from text, markup from text, a shell, a weakened window.
import { mentionsOf } from '../origins.mjs';
import { constantText, keyText, unwrapped } from '../source.mjs';

const TEXT_AS_CODE = /^(eval|Function|setImmediate|setTimeout|setInterval|module:(timers|vm)\.\w+)$/;
const TIMERS = /(setTimeout|setInterval|setImmediate)$/;
const MARKUP =
  /^(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|setHTMLUnsafe|createContextualFragment|srcdoc|srcDoc)$/;
const RUNS_IN_PAGE = /^(executeJavaScript|executeJavaScriptInIsolatedWorld)$/;
const MUST_BE_FALSE = new Set(
  'nodeIntegration nodeIntegrationInWorker nodeIntegrationInSubFrames webviewTag allowRunningInsecureContent experimentalFeatures enableRemoteModule'.split(
    ' ',
  ),
);
const MUST_BE_TRUE = new Set(['sandbox', 'contextIsolation', 'webSecurity']);

export const dangers = {
  name: 'dangers',
  check(source) {
    const findings = [];
    const refuse = (node, found, instead) => findings.push({ node, found, instead });
    for (const node of source.nodes) {
      const name = mentionedName(node);
      if (name !== null && MARKUP.test(name)) refuse(node, name, 'build elements, or set textContent');
      if (name !== null && RUNS_IN_PAGE.test(name))
        refuse(node, name, 'send an event that electron/contract/ipc.ts declares');
      if ((name === 'openExternal' || name === 'openPath') && source.path !== 'electron/shell/links.ts')
        refuse(node, name, 'name the link in electron/contract/app.ts; electron/shell/links.ts opens it');
      if (/^javascript:/i.test(constantText(node) ?? '')) refuse(node, 'a javascript: address', 'use an event handler');
      if (isConstructorCall(node)) refuse(node, 'a call of .constructor', 'call a function that has a name');
      const set = settingOf(node);
      if (set) checkSetting(set, node, refuse, source.path);
    }
    for (const { origin, node } of mentionsOf(source))
      if (runsText(origin, node)) refuse(node, origin, 'call a function');
    return findings;
  },
};

/** The name, wherever it stands: property, element attribute, or spelt out between brackets. */
function mentionedName(node) {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  return constantText(node);
}

/** `(() => {}).constructor('text')()` is Function by another door. */
function isConstructorCall(node) {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const callee = unwrapped(node.callee);
  return callee.type === 'MemberExpression' && keyText(callee.property, callee.computed) === 'constructor';
}

/** `{ key: value }`, `object.key = value` and `<element key={value}>` alike. */
function settingOf(node) {
  if (node.type === 'Property' && node.parent.type === 'ObjectExpression')
    return { key: keyText(node.key, node.computed), value: node.value };
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
    return { key: keyText(node.left.property, node.left.computed), value: node.right };
  return null;
}

function checkSetting({ key, value }, node, refuse, path) {
  const literal = unwrapped(value);
  const is = (wanted) => literal.type === 'Literal' && literal.value === wanted;
  if (MUST_BE_FALSE.has(key) && !is(false)) refuse(node, key, `write \`${key}: false\`, or leave it out`);
  if (MUST_BE_TRUE.has(key) && !is(true)) refuse(node, key, `write \`${key}: true\``);
  const startsShell =
    key === 'shell' && (is(true) || (literal.type === 'Literal' && typeof literal.value === 'string'));
  if (startsShell) refuse(node, 'shell: true', 'pass the program and its arguments apart');
  if (/^no-sandbox$/.test(constantText(literal) ?? '') && !path.startsWith('electron/dev/'))
    refuse(node, 'no-sandbox', 'leave it to the launcher');
}

function runsText(origin, node) {
  if (!TEXT_AS_CODE.test(origin)) return false;
  if (!TIMERS.test(origin)) return !/^TS/.test(node.parent.type);
  const call = node.parent;
  if (call.type !== 'CallExpression' || call.callee !== node || call.arguments.length === 0) return false;
  const handler = unwrapped(call.arguments[0]);
  return constantText(handler) !== null || handler.type === 'TemplateLiteral' || handler.type === 'BinaryExpression';
}
