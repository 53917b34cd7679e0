import { describe, expect, it } from 'vitest';
import { dayOfFiletime, defenderResult, newestPlatform } from '../../../../electron/platform/windows/defender.ts';

const scanner = { name: 'defender' as const, version: '1.459.466.0', signaturesOn: '2026-11-20' };
const resultOf = (code: number, said: string) => defenderResult({ kind: 'ended', code, said }, scanner);

/** As recorded in public reports of MpCmdRun; never seen on this project's own machines. */
const CLEAN = 'Scan starting...\r\nScan finished.\r\nScanning C:\\a.txt found no threats.';
const FOUND =
  'Scan starting...\r\nScan finished.\r\nScanning C:\\a.com found 1 threats.\r\n\r\nCleaning finished.\r\n' +
  '<===========================LIST OF DETECTED THREATS==========================>\r\n' +
  '----------------------------- Threat information ------------------------------\r\n' +
  'Threat                  : Virus:DOS/EICAR_Test_File\r\nResources               : 1 total\r\n' +
  '    file                : C:\\a.com\r\n';

describe('Defender’s words', () => {
  it('are a find with its name', () => {
    expect(resultOf(2, FOUND)).toEqual({ kind: 'found', scanner, names: ['Virus:DOS/EICAR_Test_File'] });
  });

  it('are a find even where no name is given', () => {
    expect(resultOf(2, 'Scanning C:\\a found 12 threats.')).toMatchObject({ kind: 'found' });
  });

  it('are nothing found only with the code that says so too', () => {
    expect(resultOf(0, CLEAN)).toEqual({ kind: 'nothing-found', scanner });
    expect(resultOf(2, CLEAN)).toMatchObject({ kind: 'not-scanned', why: 'failed' });
  });

  it('are needed: a code alone is neither clean nor a find', () => {
    expect(resultOf(0, '')).toMatchObject({ kind: 'not-scanned', why: 'failed' });
    expect(resultOf(2, 'CmdTool: Failed with hr = 0x80508023.')).toMatchObject({ kind: 'not-scanned', why: 'failed' });
  });

  it('in a file’s name are not Defender’s', () => {
    const named = 'Scan finished.\r\nScanning C:\\x found 3 threats found no threats.';
    expect(resultOf(0, named)).toMatchObject({ kind: 'nothing-found' });
    const list = 'Scan finished.\r\nScanning C:\\LIST OF DETECTED THREATS found no threats.';
    expect(resultOf(0, list)).toMatchObject({ kind: 'nothing-found' });
    expect(resultOf(2, 'Scanning C:\\found no threats found 1 threats.')).toMatchObject({ kind: 'found' });
  });

  it('tell that the service is off', () => {
    expect(resultOf(2, 'CmdTool: Failed with hr = 0x800106ba. Check C:\\x.log')).toMatchObject({
      why: 'other-antivirus',
    });
  });

  it('that did not come in time are none', () => {
    expect(defenderResult({ kind: 'late' }, scanner)).toMatchObject({ kind: 'not-scanned', why: 'late' });
  });
});

describe('the platform', () => {
  it('is the newest by number; other folders are none', () => {
    expect(newestPlatform(['4.18.9.1-0', '4.18.10.1-0', 'X', '4.18.10'])).toBe('4.18.10.1-0');
    expect(newestPlatform(['Drivers'])).toBeNull();
  });
});

describe('the day of a FILETIME', () => {
  const filetime = (unixMs: number) => {
    const data = Buffer.alloc(8);
    data.writeBigUInt64LE((BigInt(unixMs) + 11_644_473_600_000n) * 10_000n);
    return data;
  };

  it('is its day in UTC', () => {
    expect(dayOfFiletime(filetime(Date.UTC(2026, 10, 20, 23, 59)))).toBe('2026-11-20');
  });

  it('is none where nothing, or nonsense, is written', () => {
    expect(dayOfFiletime(Buffer.alloc(8))).toBeNull();
    expect(dayOfFiletime(Buffer.alloc(4))).toBeNull();
    expect(dayOfFiletime(Buffer.alloc(8, 0xff))).toBeNull();
  });
});
