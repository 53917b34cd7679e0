import type { Certificate } from 'electron';
import { describe, expect, it } from 'vitest';
import { fittingCertificate } from '../../../electron/shell/fitting-certificate.ts';

const NOW_MS = Date.parse('2026-11-23T14:00:00+08:00');
const DAY_S = 86_400;
const principal = (commonName: string, organization: string) =>
  ({ commonName, organizations: [organization] }) as Certificate['issuer'];

function certificate(serialNumber: string, change: Partial<Certificate> = {}): Certificate {
  const nowS = NOW_MS / 1000;
  const own = { validStart: nowS - DAY_S, validExpiry: nowS + DAY_S, serialNumber };
  return { issuer: principal('MOICA', '內政部'), subject: principal('王小明', ''), ...own, ...change } as Certificate;
}
const wanted = (httpCertificateIssuer: string, httpCertificateSubject = '') => ({
  httpCertificateIssuer,
  httpCertificateSubject,
});
const chosen = (offered: Certificate[], by = wanted('MOICA')) =>
  fittingCertificate(offered, by, NOW_MS)?.serialNumber ?? null;

describe('the certificate that is shown to a store', () => {
  it('is one that the settings name, by common name or organisation, in full', () => {
    const offered = [certificate('1', { issuer: principal('Other', 'MOI') }), certificate('2')];
    expect(chosen(offered)).toBe('2');
    expect(chosen(offered, wanted('內政部'))).toBe('2');
    expect(chosen(offered, wanted('', '王小明'))).toBe('1');
    expect(chosen(offered, wanted('MOIC'))).toBeNull();
    expect(chosen(offered, wanted('MOICA', '李小華'))).toBeNull();
  });

  it('is in date, and of several the one that holds longest', () => {
    const nowS = NOW_MS / 1000;
    const past = certificate('past', { validExpiry: nowS - 1 });
    const coming = certificate('coming', { validStart: nowS + 1, validExpiry: nowS + 900 * DAY_S });
    const longest = certificate('longest', { validExpiry: nowS + 400 * DAY_S });
    expect(chosen([past, certificate('short'), coming, longest])).toBe('longest');
    expect(chosen([past, coming])).toBeNull();
  });

  it('is none where none is offered', () => {
    expect(chosen([])).toBeNull();
  });
});
