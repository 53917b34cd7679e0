import { describe, expect, it } from 'vitest';
import { ProgramsView } from '../../../../../electron/contract/mail-program.ts';
import { checkPrograms } from '../../../../../electron/features/mail/programs/programs.ts';
import type { MailProgramSources } from '../../../../../electron/platform/mail-program-sources.ts';

const nowhere: MailProgramSources = {
  thunderbird: () => ({
    folders: [],
    isInstalled: false,
    policyFiles: [],
    registryPreferences: null,
    isRunning: () => false,
  }),
  evolution: async () => null,
  outlook: () => null,
};

describe('the mail programs of this PC', () => {
  it('are those that the system can have', async () => {
    const { checks, lookedAtMs } = ProgramsView.parse(await checkPrograms(nowhere, () => 1_000));
    expect(new Set(checks.map(({ program }) => program))).toEqual(new Set(['thunderbird']));
    expect(lookedAtMs).toBe(1_000);
  });

  it('are told one by one: what cannot be read of one does not hide another', async () => {
    const { checks } = await checkPrograms({
      ...nowhere,
      thunderbird: () => {
        throw new Error('RegOpenKeyExW failed with Windows error 5');
      },
      evolution: async () => false,
    });
    const results = checks.map(({ program, result, why }) => `${program} ${result} ${why}`);
    expect(new Set(results)).toEqual(new Set(['thunderbird unknown not-readable', 'evolution not-installed null']));
  });
});
