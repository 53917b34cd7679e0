import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gapsIn, withoutGaps } from '../../../electron/dev/lock-gaps.mjs';

const rootFile = (name: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8'));

describe('package-lock.json', () => {
  it('holds every package that it names, for every system (else: node electron/dev/complete-lock.mjs)', () => {
    expect(gapsIn(rootFile('package-lock.json'))).toEqual([]);
  });

  it('names what package.json names', () => {
    const { dependencies, devDependencies } = rootFile('package.json');
    expect(rootFile('package-lock.json').packages['']).toMatchObject({ dependencies, devDependencies });
  });
});

describe('gaps in a lock file', () => {
  const lock = {
    packages: {
      '': { dependencies: { tool: '1.2.3' } },
      'node_modules/tool': {
        version: '1.2.3',
        dev: true,
        dependencies: { inner: '^1.0.0' },
        optionalDependencies: { '@tool/cli-linux-x64-musl': '1.2.3', '@tool/cli-win32-x64': '1.2.3' },
      },
      'node_modules/tool/node_modules/inner': { version: '1.0.1' },
      'node_modules/@tool/cli-win32-x64': { version: '1.2.3', optional: true },
    },
  };

  it('are found, and a nested package is no gap', () => {
    expect(gapsIn(lock)).toEqual([
      { from: 'node_modules/tool', name: '@tool/cli-linux-x64-musl', wanted: '1.2.3', optional: true },
    ]);
  });

  it('are filled with the exact version and the system in the name', () => {
    const complete = withoutGaps(lock);
    expect(complete.packages['node_modules/@tool/cli-linux-x64-musl']).toEqual({
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    });
    expect(gapsIn(complete)).toEqual([]);
  });

  it('stay where filling them would be a guess: a range, no system in the name, or a package that all need', () => {
    const unsure = {
      packages: {
        '': { dependencies: { needed: '1.0.0' }, optionalDependencies: { 'a-linux-x64': '^1.0.0', fsevents: '2.3.3' } },
      },
    };
    expect(gapsIn(withoutGaps(unsure)).map(({ name }) => name)).toEqual(['needed', 'a-linux-x64', 'fsevents']);
  });
});
