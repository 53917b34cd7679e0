import { app, type Session, session } from 'electron';
import type { Settings } from '../contract/settings.ts';
import { caFileText } from '../settings/ca-file.ts';
import { signInOrigins } from '../settings/delivery-addresses.ts';

export type AgencyAccess = Pick<Settings, 'caFile' | 'delivery'>;

/**
 * Fetches from the agency's own servers through a network session of its own: in memory, without cache, cookies or
 * the page's rights, saying of this PC only the app's name and version, through the system's proxy, trusting the
 * managed `caFile` beside Chromium's own roots. Signs in as `httpSignIn` says, to the hosts of the managed delivery
 * addresses and to no other. Rejects with the file system's or the parser's error where `caFile` cannot be used.
 */
export async function agencyFetch(access: AgencyAccess, address: string, init?: RequestInit): Promise<Response> {
  const { caFile, delivery } = access;
  if (delivery.httpSignIn !== 'none' && signInOrigins(delivery.http).has(new URL(address).origin)) {
    // Loaded late: most stores ask for no sign-in.
    const { fetchSignedIn } = await import('./store-sign-in.ts');
    return fetchSignedIn(await sessionFor(caFile, signInName(delivery)), delivery, address, init);
  }
  const own = await sessionFor(caFile, '');
  return own.fetch(address, { ...init, credentials: 'omit', bypassCustomProtocolHandlers: true });
}

/** What signed in once stays in its session: other settings mean another, and hosts that are not managed have their own. */
function signInName({ httpSignIn, httpCertificateIssuer, httpCertificateSubject }: Settings['delivery']): string {
  return JSON.stringify([httpSignIn, httpCertificateIssuer, httpCertificateSubject]);
}

async function sessionFor(caFile: string | null, signIn: string): Promise<Session> {
  const own = session.fromPartition(`agency:${caFile ?? ''}${signIn}`, { cache: false });
  // Chromium's own words would name the system, the Electron version and the languages of the person.
  own.setUserAgent(`citynet-desk/${app.getVersion()}`, '');
  // Loaded late: few agencies have a CA of their own, and node:crypto takes 10 ms.
  if (caFile) (await import('./agency-ca.ts')).trustAgencyCa(own, await caFileText(caFile));
  return own;
}
