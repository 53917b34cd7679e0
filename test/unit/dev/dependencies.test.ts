import { describe, expect, it } from 'vitest';
import { missingFrom } from '../../../electron/dev/dependencies.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/zod/node_modules/a': { version: '1.0.0' },
    'node_modules/only-windows': { version: '2.0.0', optional: true },
  },
};
const { 'node_modules/only-windows': _, ...standing } = wanted.packages;

describe('what is not installed as package-lock.json names it', () => {
  it('is nothing where all stands, packages of other systems aside', () => {
    expect(missingFrom({ packages: standing }, wanted)).toEqual([]);
  });

  it('names an absent package, a nested one too', () => {
    expect(missingFrom({ packages: { 'node_modules/zod': { version: '4.6.7' } } }, wanted)).toEqual([
      'node_modules/zod/node_modules/a',
    ]);
  });

  it('names a package of another version, an optional one too', () => {
    const installed = {
      packages: {
        ...standing,
        'node_modules/zod': { version: '4.6.6' },
        'node_modules/only-windows': { version: '1.0.0' },
      },
    };
    expect(missingFrom(installed, wanted)).toEqual(['node_modules/zod', 'node_modules/only-windows']);
  });
});
