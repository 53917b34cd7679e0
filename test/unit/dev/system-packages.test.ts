import { describe, expect, it } from 'vitest';
import { candidatesIn, missingPackages } from '../../../electron/dev/system-packages.mjs';

const gtk = { names: ['libgtk-3-0t64', 'libgtk-3-0'], why: 'windows' };
const xvfb = { names: ['xvfb'], why: 'a display' };

describe('missing system packages', () => {
  it('counts a package as present under any name it has had', () => {
    expect(missingPackages([gtk, xvfb], new Set(['libgtk-3-0']))).toEqual([xvfb]);
    expect(missingPackages([gtk, xvfb], new Set(['libgtk-3-0t64', 'xvfb']))).toEqual([]);
    expect(missingPackages([gtk, xvfb], new Set())).toEqual([gtk, xvfb]);
  });
});

describe('what `apt-cache policy` offers', () => {
  it('names packages with a version, and not those it only knows of', () => {
    const policy = [
      'xvfb:',
      '  Installed: (none)',
      '  Candidate: 2:21.1.7-3+deb12u13',
      '  Version table:',
      '     2:21.1.7-3+deb12u13 500',
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: (none)',
      '  Version table:',
      '',
    ].join('\n');
    expect([...candidatesIn(policy)]).toEqual(['xvfb']);
  });

  it('is nothing where apt has no lists', () => {
    expect(candidatesIn('').size).toBe(0);
  });
});
