import type { Session } from 'electron';
import type { Settings } from '../contract/settings.ts';
import { signInOrigins } from '../settings/delivery-addresses.ts';
import { showCertificate } from './client-certificate.ts';
import { requestSignedIn } from './signed-in-request.ts';

type Delivery = Settings['delivery'];

/** What Chromium says where a server asks for a certificate, and nobody could be asked which. */
const CERTIFICATE_NEEDED = /ERR_SSL_CLIENT_AUTH_CERT_NEEDED/;
/** TLS 1.3 refuses a certificate after the request has left: the server's closing may overtake its reason. */
const HUNG_UP = /ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE)/;
/** What asked for a certificate and has answered nothing since, by session. */
const unanswered = new WeakMap<Session, Set<string>>();
let allowed = '';

/** Fetches from a host of the managed delivery addresses, signing in as the setting says. `own` serves only such hosts. */
export async function fetchSignedIn(
  own: Session,
  delivery: Delivery,
  address: string,
  init?: RequestInit,
): Promise<Response> {
  allowIntegrated(own, delivery);
  if (delivery.httpSignIn === 'integrated') return requestSignedIn(own, address, init);
  const ask = () => own.fetch(address, { ...init, credentials: 'omit', bypassCustomProtocolHandlers: true });
  const { origin } = new URL(address);
  const waiting = unanswered.get(own) ?? new Set<string>();
  unanswered.set(own, waiting);
  try {
    const response = await ask().catch(async (error) => {
      if (!CERTIFICATE_NEEDED.test(String(error))) throw error;
      waiting.add(origin);
      // A fetch of Electron's main process asks nobody for a certificate; what a page of the session chose holds for it.
      await showCertificate(own, delivery, address);
      return ask();
    });
    waiting.delete(origin);
    return response;
  } catch (error) {
    if (!waiting.has(origin) || !HUNG_UP.test(String(error))) throw error;
    throw new Error(`ERR_SSL_CLIENT_AUTH_CERT_NEEDED, then ${String(error)}`, { cause: error });
  }
}

/** Kerberos and NTLM with the account that is signed in here: to these hosts, and since it is given, to no intranet host else. */
function allowIntegrated(own: Session, { httpSignIn, http }: Delivery): void {
  const hosts = httpSignIn === 'integrated' ? [...signInOrigins(http)].map((origin) => new URL(origin).hostname) : [];
  const wanted = [...new Set(hosts)].join(',');
  if (wanted === allowed) return;
  allowed = wanted;
  own.allowNTLMCredentialsForDomains(wanted);
}
