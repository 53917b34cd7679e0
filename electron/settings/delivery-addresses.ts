import { AgeRecipient, type HttpAddresses } from '../contract/settings.ts';
import { isAgeRecipient } from './age-key.ts';
import { addressProblem, fillAddress, isLoopback } from './official-address.ts';

/** What an address of the delivery settings may hold in braces. */
export const DELIVERY_PLACEHOLDERS = ['id', 'kind', 'account'] as const;

export interface DeliveryAddressProblem {
  readonly path: readonly (string | number)[];
  readonly reason: 'bad-value' | 'https-required' | 'missing-field';
  readonly found: unknown;
}

/** What the schema cannot say of the `delivery` setting; anything of another shape is the schema's to refuse. */
export function deliveryAddressProblems(raw: unknown): DeliveryAddressProblem[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const { http, smtpServer, smtpFrom, smtpTo, sealTo, ...rest } = raw as Record<string, unknown>;
  const found: DeliveryAddressProblem[] = [];
  // Whatever certificate comes first would be the wrong one: the person's own, of another purpose.
  if (rest.httpSignIn === 'client-certificate' && !rest.httpCertificateIssuer && !rest.httpCertificateSubject)
    found.push({ path: ['httpCertificateIssuer'], reason: 'missing-field', found: rest.httpCertificateIssuer });
  if (Array.isArray(http))
    for (const [at, entry] of http.entries()) {
      for (const name of ['put', 'read', 'status']) {
        const template: unknown = (entry as Record<string, unknown> | null)?.[name];
        const reason = typeof template === 'string' ? httpProblem(template) : null;
        if (reason) found.push({ path: ['http', at, name], reason, found: template });
      }
    }
  for (const [at, entry] of (Array.isArray(sealTo) ? sealTo : []).entries()) {
    const { data: recipient } = AgeRecipient.safeParse(entry);
    if (recipient && !isAgeRecipient(recipient))
      found.push({ path: ['sealTo', at], reason: 'bad-value', found: recipient });
  }
  if (typeof smtpServer === 'string') {
    if (!smtpAddress(smtpServer)) found.push({ path: ['smtpServer'], reason: 'bad-value', found: smtpServer });
    if (typeof smtpFrom !== 'string') found.push({ path: ['smtpFrom'], reason: 'missing-field', found: smtpFrom });
    if (!Array.isArray(smtpTo) || smtpTo.length === 0)
      found.push({ path: ['smtpTo'], reason: 'missing-field', found: smtpTo });
  }
  return found;
}

function httpProblem(template: string): DeliveryAddressProblem['reason'] | null {
  // Without the id every document would be written over the one before.
  return addressProblem(template, DELIVERY_PLACEHOLDERS) ?? (template.includes('{id}') ? null : 'bad-value');
}

/** The origins that a sign-in may go to: those of the managed addresses. No placeholder stands in a host. */
export function signInOrigins(http: readonly HttpAddresses[]): ReadonlySet<string> {
  const names = Object.fromEntries(DELIVERY_PLACEHOLDERS.map((name) => [name, 'x']));
  const addresses = http.flatMap(({ put, read, status }) => [put, read, status].filter((each) => each !== null));
  return new Set(addresses.map((each) => new URL(fillAddress(each, names)).origin));
}

export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly isTls: boolean;
  /** This very PC: only there may the way be unencrypted. */
  readonly isLoopback: boolean;
}

/** `smtp://host:port` or `smtps://host:port` (RFC 8314: 587 and 465 where no port is named); null for anything else. */
export function smtpAddress(address: string): SmtpAddress | null {
  if (!/^smtps?:/.test(address) || !URL.canParse(address)) return null;
  const { protocol, hostname, port, pathname, username, password, search, hash } = new URL(address);
  const hasMore = `${username}${password}${search}${hash}` !== '' || !['', '/'].includes(pathname);
  if (hostname === '' || hasMore) return null;
  const isTls = protocol === 'smtps:';
  return { host: hostname, port: Number(port || (isTls ? 465 : 587)), isTls, isLoopback: isLoopback(hostname) };
}
