// Which operating system this is gets asked once; everything else works through the interface.
import { isHandedOn, isReference, mentionsOf } from '../origins.mjs';
import { constantText } from '../source.mjs';

const HOME = 'electron/platform/for-platform.ts';
const ASKS =
  /^(process\.platform|module:os\.(platform|type|version)|navigator\.(platform|userAgent|userAgentData|appVersion|oscpu)|process\.env\.(OS|OSTYPE))(\.|$)/;
const OS_NAMES = new Set([
  'aix',
  'android',
  'cygwin',
  'darwin',
  'freebsd',
  'linux',
  'openbsd',
  'sunos',
  'win32',
  'Linux',
  'Darwin',
  'Windows_NT',
]);
const INSTEAD = 'put the difference behind a member of Platform (electron/platform/platform.ts), built for each system';

export const osName = {
  name: 'os-name',
  check(source) {
    if (source.path === HOME || source.path.startsWith('electron/dev/')) return [];
    const asked = mentionsOf(source)
      .filter(({ origin, node }) => ASKS.test(origin) && !isHandedToTheSwitch(source.path, node))
      .map(({ origin, node }) => ({ node, found: origin.replace(/^module:/, 'node:'), instead: INSTEAD }));
    const compared = source.nodes
      .filter((node) => OS_NAMES.has(constantText(node)) && isCompared(node))
      .map((node) => ({ node, found: `a comparison with '${constantText(node)}'`, instead: INSTEAD }));
    const handedOn = source.nodes
      .filter((node) => node.type === 'Identifier' && node.name === 'process' && isReference(node) && isHandedOn(node))
      .map((node) => ({ node, found: 'process as a whole', instead: 'hand on what is needed of it' }));
    return [...asked, ...compared, ...handedOn];
  },
};

/** Precisely `platformFor(process.platform)`, in the composition root. */
function isHandedToTheSwitch(path, node) {
  const { parent } = node;
  const isArgument =
    parent.type === 'CallExpression' && parent.callee.name === 'platformFor' && parent.arguments[0] === node;
  return /^electron\/[^/]+\.ts$/.test(path) && isArgument && node.type === 'MemberExpression';
}

function isCompared(node) {
  const { parent } = node;
  if (parent.type === 'SwitchCase') return parent.test === node;
  return parent.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator);
}
