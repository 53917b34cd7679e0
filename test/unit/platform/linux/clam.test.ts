import { describe, expect, it } from 'vitest';
import { parseClamdConf } from '../../../../electron/platform/linux/clamd-conf.ts';
import { replyOf } from '../../../../electron/platform/linux/clamscan.ts';
import { dayOfHeader, parseVersion } from '../../../../electron/platform/linux/signature-date.ts';

const FILE = '/etc/clamav/clamd.conf';
const conf = (text: string) => parseClamdConf(text, FILE);

describe('clamd.conf', () => {
  it('names the socket, and of an option given twice the last', () => {
    expect(conf('# LocalSocket /none\nLocalSocket /a\n LocalSocket "/run/clamav/clamd.ctl" \n').socket).toBe(
      '/run/clamav/clamd.ctl',
    );
    expect(conf('TCPSocket 3310\n').socket).toBeNull();
  });

  it('gives the longest stream in bytes; 0 is no limit, absent is clamd’s own', () => {
    const streamMaxBytes = (value: string) => conf(value && `StreamMaxLength ${value}`).streamMaxBytes;
    expect(streamMaxBytes('25M')).toBe(26_214_400);
    expect(streamMaxBytes('64k')).toBe(65_536);
    expect(streamMaxBytes('0')).toBe(Number.POSITIVE_INFINITY);
    expect(streamMaxBytes('')).toBe(104_857_600);
  });

  it('is believed to name what is encrypted only where archives and documents both are', () => {
    expect(conf('').namesEncrypted).toBe(false);
    expect(conf('AlertEncryptedArchive yes').namesEncrypted).toBe(false);
    expect(conf('AlertEncryptedArchive yes\nAlertEncryptedDoc TRUE').namesEncrypted).toBe(true);
    expect(conf('AlertEncrypted 1').namesEncrypted).toBe(true);
  });

  it('hands its limits on, and nothing that is no number', () => {
    expect(conf('MaxFileSize 25M\nMaxRecursion 16\nMaxFiles --remove=yes').limits).toEqual([
      '--max-filesize=25M',
      '--max-recursion=16',
    ]);
  });
});

describe('clamscan’s lines', () => {
  const said = (text: string, code = 0, path = '/a b') => replyOf({ kind: 'ended', code, said: text }, path);

  it('decide, not its exit code', () => {
    expect(said('/a b: Eicar FOUND\nWARNING: x', 2)).toEqual({ kind: 'scanned', names: ['Eicar'] });
    expect(said('/a b: OK', 0)).toEqual({ kind: 'scanned', names: [] });
    expect(said('/a b: OK', 2).kind).toBe('failed');
    expect(said('', 0).kind).toBe('failed');
  });

  it('about another file say nothing of this one', () => {
    expect(said('/a b/c: OK\nx /a b: OK', 0).kind).toBe('failed');
  });

  it('of a name that reads like an answer are not taken for one', () => {
    expect(said('/x\n/y: OK: Eicar FOUND', 1, '/x\n/y: OK')).toEqual({ kind: 'scanned', names: ['Eicar'] });
  });

  it('tell no access from no signatures', () => {
    expect(said('/a b: Access denied', 2).kind).toBe('no-access');
    expect(said('LibClamAV Error: cli_loaddbdir: No supported database files found in /x\nERROR', 2).kind).toBe(
      'no-signatures',
    );
  });
});

describe('the day of signatures', () => {
  it('stands in a database’s header', () => {
    expect(dayOfHeader('ClamAV-VDB:05 Nov 2026 08-51 +0000:27000:1:90:')).toBe('2026-11-05');
    expect(dayOfHeader('ClamAV-VDB:soon')).toBeNull();
    expect(dayOfHeader('ClamAV-VDB:31 Feb 2026 08-51 +0000:1')).toBeNull();
    expect(dayOfHeader('<html>')).toBeNull();
  });

  it('stands in the daemon’s version, where it has a dated database', () => {
    expect(parseVersion('ClamAV 1.4.6/27000/Thu Nov  5 08:51:29 2026')).toEqual({
      version: 'ClamAV 1.4.6',
      day: '2026-11-05',
    });
    expect(parseVersion('ClamAV 1.4.6')).toEqual({ version: 'ClamAV 1.4.6', day: null });
  });
});
