// Every word a person reads stands in locales/, in both languages.
const CJK = /[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const WORD = /\p{L}{2,}/u;
const READ_ALOUD =
  /^(title|alt|placeholder|label|content|description|summary|aria-(label|description|roledescription|valuetext|placeholder))$/;
/** Units beside a figure, which both processes must write alike. */
const UNITS_IN = { 'electron/contract/format.ts': new Set([' 位元組', ' 年 ', ' 月 ', ' 日', ' 小時 ', ' 分']) };
const INSTEAD = 'put the words in locales/zh-TW/ and locales/en/ and use their key';

export const words = {
  name: 'words',
  check(source) {
    const units = UNITS_IN[source.path] ?? new Set();
    return source.nodes.flatMap((node) => {
      const text = literalText(node);
      if (text === null || units.has(text) || isPattern(node)) return [];
      const isRefused = CJK.test(text) || (isShown(node, source.path) && WORD.test(text));
      return isRefused ? [{ node, found: `the words "${text.trim().slice(0, 40)}"`, instead: INSTEAD }] : [];
    });
  },
};

function literalText(node) {
  if (node.type === 'JSXText') return node.value;
  if (node.type === 'TemplateElement') return node.value.cooked;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  return null;
}

/** What is put together to a regular expression is searched for and never read. */
function isPattern(node) {
  const text = node.type === 'TemplateElement' ? node.parent : node;
  const { parent } = text;
  return parent?.type === 'NewExpression' && parent.callee.name === 'RegExp' && parent.arguments[0] === text;
}

/** Text between tags, or in an attribute that is shown or read aloud. */
function isShown(node, path) {
  if (!path.startsWith('renderer/')) return false;
  if (node.type === 'JSXText') return true;
  for (let at = node; at; at = at.parent) {
    const { parent } = at;
    if (parent?.type === 'JSXAttribute') return READ_ALOUD.test(attributeName(parent));
    if (parent?.type === 'JSXExpressionContainer') {
      if (parent.parent.type === 'JSXElement' || parent.parent.type === 'JSXFragment') return true;
    } else if (!SHOWS_ITS_PART.has(parent?.type) || isTested(at, parent)) return false;
  }
  return false;
}
const SHOWS_ITS_PART = new Set([
  'ConditionalExpression',
  'LogicalExpression',
  'BinaryExpression',
  'TemplateLiteral',
  'ParenthesizedExpression',
]);

function isTested(node, parent) {
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  return parent.type === 'ConditionalExpression' && parent.test === node;
}

function attributeName(attribute) {
  return attribute.name.type === 'JSXNamespacedName' ? '' : attribute.name.name;
}
