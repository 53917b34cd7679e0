import { X509Certificate } from 'node:crypto';
import type { Session } from 'electron';

const OK = 0;
const USE_CHROMIUM_VERDICT = -3;
/** A longer chain than any real one; the bound keeps a looping issuer from hanging us. */
const LONGEST_CHAIN = 10;

/**
 * Lets a session accept servers whose certificate leads to the agency's own CA (`pem`: of the managed `caFile`, one or more).
 * Chromium's verdict stands first; ours is asked only where its own root store does not know the issuer.
 * Throws the parser's error where it holds none.
 */
export function trustAgencyCa(session: Session, pem: string, nowMs: () => number = Date.now): void {
  const roots = certificatesIn(pem);
  session.setCertificateVerifyProc((request, answer) => {
    if (request.errorCode === OK) return answer(USE_CHROMIUM_VERDICT);
    // Only "issuer unknown" may be overruled: never a wrong name, an expired or a revoked certificate.
    if (request.verificationResult !== 'net::ERR_CERT_AUTHORITY_INVALID') return answer(USE_CHROMIUM_VERDICT);
    const chain: string[] = [];
    for (let one: Electron.Certificate | undefined = request.certificate; one && chain.length < LONGEST_CHAIN; ) {
      chain.push(one.data);
      one = one.issuerCert === one ? undefined : one.issuerCert;
    }
    answer(leadsToAgency(chain, roots, request.hostname, nowMs()) ? OK : USE_CHROMIUM_VERDICT);
  });
}

export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error('no certificate in PEM form');
  return blocks.map((block) => new X509Certificate(block));
}

/** RFC 5280 §6.1 in the part that matters here: names, dates, CA flags and signatures from leaf to a given root. */
export function leadsToAgency(
  chainPem: readonly string[],
  roots: readonly X509Certificate[],
  hostName: string,
  nowMs: number,
): boolean {
  try {
    const chain = chainPem.map((pem) => new X509Certificate(pem));
    const [leaf] = chain;
    if (!leaf?.checkHost(hostName)) return false;
    for (const [depth, certificate] of chain.entries()) {
      if (!isInDate(certificate, nowMs)) return false;
      if (roots.some((root) => root.fingerprint256 === certificate.fingerprint256)) return true;
      const issuer = roots.find((root) => signed(root, certificate));
      if (issuer) return isInDate(issuer, nowMs);
      const next = chain[depth + 1];
      if (!next || !signed(next, certificate)) return false;
    }
    return false;
  } catch {
    return false;
  }
}

function signed(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isInDate(certificate: X509Certificate, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);
}
