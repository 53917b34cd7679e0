import { describe, expect, it } from 'vitest';
import { ProgramCheck } from '../../../../../electron/contract/mail-program.ts';
import { checkOutlook } from '../../../../../electron/features/mail/programs/outlook.ts';

describe('a registry that cannot be read', () => {
  it('leaves both Outlooks unknown, never "not installed"', () => {
    const checks = checkOutlook({ ok: false, detail: 'RegOpenKeyExW failed with Windows error 5' });
    expect(checks.map(({ result, why }) => `${result}: ${why}`)).toEqual(Array(6).fill('unknown: not-readable'));
    for (const check of checks) expect(ProgramCheck.parse(check).evidence[0]?.what).toContain('error 5');
  });
});

describe('force', () => {
  it('is required of the preview pane alone: clause 5(4)', () => {
    const unset = { where: 'HKCU\\X', value: null };
    const checks = checkOutlook({
      ok: true,
      value: {
        isClassicInstalled: true,
        isNewInstalled: false,
        useNewOutlook: unset,
        disableReadingPane: unset,
        readAsPlain: [unset],
        blockExternalContent: [unset],
      },
    });
    const forces = checks.map(({ setting, force }) => [setting, force]);
    expect(Object.fromEntries(forces)).toEqual({
      'preview-off': 'required',
      'plain-text': 'recommended',
      'external-pictures-off': 'recommended',
    });
  });
});
