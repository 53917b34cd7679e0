import { Readable } from 'node:stream';
import { type IncomingMessage, net, type Session } from 'electron';

/** RFC 9110: these have no content, and a Response of theirs may not be given any. */
const WITHOUT_CONTENT: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A fetch with the sign-in that Chromium has for the address and without cookies, which `session.fetch` only takes or
 * leaves together: `include` sends both, also within one exchange, and a webRequest listener does not keep them back
 * (tried in 33). A request of `net` that names no credentials signs in and blocks all cookies. Text bodies only.
 */
export function requestSignedIn(own: Session, address: string, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET', headers = {}, body, signal } = init;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = net.request({
      session: own,
      url: address,
      method,
      redirect: 'error',
      cache: 'no-store',
      bypassCustomProtocolHandlers: true,
    });
    for (const [name, value] of new Headers(headers)) request.setHeader(name, value);
    const end = () => {
      request.abort();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', end, { once: true });
    request.on('error', reject);
    request.on('response', (message) => resolve(responseOf(message)));
    request.end(typeof body === 'string' ? body : undefined);
  });
}

function responseOf(message: IncomingMessage): Response {
  const { statusCode: status, headers: found } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(found)) for (const value of [values].flat()) headers.append(name, value);
  if (WITHOUT_CONTENT.has(status)) return new Response(null, { status, headers });
  // Electron's message is a stream of Node's, which its types leave out.
  const content = Readable.toWeb(message as unknown as Readable) as ReadableStream<Uint8Array>;
  return new Response(content, { status, headers });
}
