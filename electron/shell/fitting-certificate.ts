import type { Certificate, CertificatePrincipal } from 'electron';
import type { Settings } from '../contract/settings.ts';

export type WantedCertificate = Pick<Settings['delivery'], 'httpCertificateIssuer' | 'httpCertificateSubject'>;

/** Of those in date that the settings name, the one that holds longest; an empty name fits any. */
export function fittingCertificate(
  offered: readonly Certificate[],
  { httpCertificateIssuer: issuer, httpCertificateSubject: subject }: WantedCertificate,
  nowMs: number,
): Certificate | null {
  const fits = offered.filter(
    (one) =>
      (issuer === '' || names(one.issuer).includes(issuer)) &&
      (subject === '' || names(one.subject).includes(subject)) &&
      one.validStart * 1000 <= nowMs &&
      nowMs <= one.validExpiry * 1000,
  );
  return fits.sort((one, other) => other.validExpiry - one.validExpiry)[0] ?? null;
}

const names = ({ commonName, organizations }: CertificatePrincipal) => [commonName, ...organizations];
