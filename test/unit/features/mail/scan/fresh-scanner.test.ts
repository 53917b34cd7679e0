import { describe, expect, it } from 'vitest';
import type { FileFinding, ScanResult } from '../../../../../electron/contract/mail.ts';
import { freshScanner, judgedByAge, withFindings } from '../../../../../electron/features/mail/scan/fresh-scanner.ts';

const scanner = (signaturesOn: string | null) => ({ name: 'clamd' as const, version: 'ClamAV 1.4.6', signaturesOn });
const nothing = (signaturesOn: string | null): ScanResult => ({
  kind: 'nothing-found',
  scanner: scanner(signaturesOn),
});
const file = (findings: readonly FileFinding[], extension = 'zip', name = 'a') => ({
  name,
  type: { extension, mediaType: '' },
  findings: [...findings],
});
const NOON = Date.parse('2026-11-23T12:00:00Z');

describe('"nothing found"', () => {
  it('counts while the signatures are at most so many days old', () => {
    expect(judgedByAge(nothing('2026-11-16'), 7, NOON)).toEqual(nothing('2026-11-16'));
    expect(judgedByAge(nothing('2026-11-14'), 7, NOON)).toMatchObject({ kind: 'not-scanned', why: 'old-signatures' });
  });

  it('of signatures of unknown age does not count', () => {
    expect(judgedByAge(nothing(null), 365, NOON)).toEqual({
      kind: 'not-scanned',
      why: 'old-signatures',
      scanner: scanner(null),
      detail: '',
    });
  });

  it('of signatures dated ahead counts: a clock that is behind makes none old', () => {
    expect(judgedByAge(nothing('2026-11-25'), 1, NOON).kind).toBe('nothing-found');
  });

  it('is judged by the settings of that moment', async () => {
    let days = 7;
    const fresh = freshScanner(
      { scan: async () => nothing('2026-11-10') },
      () => days,
      () => NOON,
    );
    const scan = () => fresh.scan('/a', new AbortController().signal);
    expect((await scan()).kind).toBe('not-scanned');
    days = 30;
    expect((await scan()).kind).toBe('nothing-found');
  });
});

describe('what was found', () => {
  it('counts whatever the age of the signatures', () => {
    const found: ScanResult = { kind: 'found', scanner: scanner('2001-01-01'), names: ['Eicar'] };
    expect(judgedByAge(found, 7, NOON)).toBe(found);
    expect(withFindings(found, file([{ kind: 'encrypted', at: '', detail: '' }]))).toBe(found);
  });
});

describe('what nobody can look into', () => {
  const finding = (kind: FileFinding['kind']): FileFinding => ({ kind, at: '內層.zip', detail: '' });

  it.each([
    ['encrypted', 'encrypted'],
    ['archive-bomb', 'too-large'],
    ['archive-too-deep', 'too-large'],
  ] as const)('%s is never "nothing found"', (kind, why) => {
    const result = withFindings(nothing('2026-11-23'), file([finding('macros'), finding(kind)]));
    expect(result).toMatchObject({ kind: 'not-scanned', why, detail: '內層.zip' });
  });

  it('is not what merely looks odd', () => {
    expect(withFindings(nothing('2026-11-23'), file([finding('macros'), finding('double-extension')])).kind).toBe(
      'nothing-found',
    );
  });

  const byDefender: ScanResult = {
    kind: 'nothing-found',
    scanner: { name: 'defender', version: '1', signaturesOn: '2026-11-23' },
  };
  const of = (result: ScanResult, kind: FileFinding['kind'], extension: string, at = '') =>
    withFindings(result, file([{ kind, at, detail: extension }], extension));

  it.each([
    ['unreadable', '7z', ''],
    ['unreadable', 'rar', ''],
    ['too-large-to-look-into', 'zip', ''],
    ['unreadable', 'zip', 'inner.7z'],
    ['unreadable', 'eml', ''],
    ['too-large-to-look-into', 'eml', ''],
  ] as const)('and Defender says nothing of: %s, %s%s', (kind, extension, at) => {
    expect(of(byDefender, kind, extension, at)).toMatchObject({ kind: 'not-scanned', why: 'not-opened' });
    // ClamAV is asked to tell what is encrypted.
    expect(of(nothing('2026-11-23'), kind, extension, at).kind).toBe('nothing-found');
  });

  it('is no film that is merely large', () => {
    expect(of(byDefender, 'too-large-to-look-into', 'mp4')).toBe(byDefender);
  });

  it.each([
    ['asc', '信.asc'],
    ['txt', '信.GPG'],
  ])('is what PGP made, by whichever antivirus: %s %s', (extension, name) => {
    for (const result of [byDefender, nothing('2026-11-23')])
      expect(withFindings(result, file([], extension, name))).toMatchObject({ why: 'not-opened', detail: 'PGP' });
  });
});
