// The page speaks to the main process through one file.
import { declaredNames, isHandedOn, isReference, mentionsOf } from '../origins.mjs';
import { constantText } from '../source.mjs';

const INSTEAD = 'import what you need from renderer/main-process.ts';
const WINDOW = /^(window|globalThis|self)$/;

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
      const isSpelt = constantText(node) === 'api' && !/^(Import|Export)/.test(node.parent.type);
      if (isBareGlobal || isSpelt) findings.push({ node, found: 'api', instead: INSTEAD });
      const isQualified =
        node.type === 'TSQualifiedName' && node.right.name === 'api' && WINDOW.test(node.left.name ?? '');
      if (isQualified) findings.push({ node, found: `typeof ${node.left.name}.api`, instead: INSTEAD });
      const isWhole = node.type === 'Identifier' && WINDOW.test(node.name) && isReference(node) && isHandedOn(node);
      if (isWhole) findings.push({ node, found: `${node.name} as a whole`, instead: 'hand on what is needed of it' });
      const isMember = node.type === 'TSPropertySignature' && node.key.name === 'api';
      if (isMember && node.parent.parent.id?.name === 'Window')
        findings.push({ node, found: 'Window.api', instead: INSTEAD });
    }
    return findings;
  },
};
