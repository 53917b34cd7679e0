// A name says what is inside; a file does something itself.
const DRAWER = /^(utils?|helpers?|commons?|shared)$/i;

export const names = {
  name: 'names',
  check(source) {
    const [program] = source.nodes;
    const findings = source.path
      .split('/')
      .map((part) => part.split('.')[0])
      .filter((part) => DRAWER.test(part) || DRAWER.test(part.split(/[-_]/).at(-1) ?? ''))
      .map((part) => ({ node: program, found: `the name "${part}"`, instead: 'name it after what it holds' }));
    const statements = program.body.filter((node) => !/^(EmptyStatement)$/.test(node.type));
    const passedOn = new Set(
      statements
        .filter((node) => node.type === 'ImportDeclaration')
        .flatMap((node) => node.specifiers.map((each) => each.local.name)),
    );
    const isPassing = (node) =>
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' &&
        !node.declaration &&
        node.specifiers.length > 0 &&
        (node.source !== null || node.specifiers.every((each) => passedOn.has(each.local.name))));
    const passing = statements.filter(isPassing);
    const isIndex = /(^|\/)index\.[cm]?[jt]sx?$/.test(source.path);
    const doesNothingElse = statements.every((node) => isPassing(node) || node.type === 'ImportDeclaration');
    if (passing.length > 0 && (isIndex || doesNothingElse)) {
      findings.push({
        node: passing[0],
        found: 'a file that only passes on what others export',
        instead: 'import from the file that declares it',
      });
    }
    return findings;
  },
};
