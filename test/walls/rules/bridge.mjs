// The page speaks to the main process through one file.
import { isReference, mentionsOf } from '../origins.mjs';
import { constantText } from '../source.mjs';

const INSTEAD = 'import what you need from renderer/main-process.ts';

export const bridge = {
  name: 'bridge',
  check(source) {
    if (!source.path.startsWith('renderer/') || source.path === 'renderer/main-process.ts') return [];
    const findings = mentionsOf(source)
      .filter(({ origin }) => /^window\.(api|\?)(\.|$)/.test(origin))
      .map(({ origin, node }) => ({ node, found: origin, instead: INSTEAD }));
    const declared = declaredNames(source);
    for (const node of source.nodes) {
      const isBareGlobal =
        node.type === 'Identifier' && node.name === 'api' && isReference(node) && !declared.has('api');
      const isSpelt = constantText(node) === 'api' && !/^(TS|Import|Export)/.test(node.parent.type);
      if (isBareGlobal || isSpelt) findings.push({ node, found: 'api', instead: INSTEAD });
      const isMember = node.type === 'TSPropertySignature' && node.key.name === 'api';
      if (isMember && node.parent.parent.id?.name === 'Window')
        findings.push({ node, found: 'Window.api', instead: INSTEAD });
    }
    return findings;
  },
};

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
