import { app, session } from 'electron';

/**
 * Fetches from the agency's own servers through a network session of its own: in memory, without cache, cookies or
 * the page's rights, saying of this PC only the app's name and version, through the system's proxy, trusting the managed `caFile` beside Chromium's own roots.
 * Rejects with the file system's or the parser's error where `caFile` cannot be used.
 */
export async function agencyFetch(caFile: string | null, address: string, init?: RequestInit): Promise<Response> {
  const own = session.fromPartition(`agency:${caFile ?? ''}`, { cache: false });
  // Chromium's own words would name the system, the Electron version and the languages of the person.
  own.setUserAgent(`citynet-desk/${app.getVersion()}`, '');
  // Loaded late: few agencies have a CA of their own, and node:crypto takes 10 ms.
  if (caFile) (await import('./agency-ca.ts')).trustAgencyCa(own, caFile);
  return own.fetch(address, { ...init, credentials: 'omit', bypassCustomProtocolHandlers: true });
}
