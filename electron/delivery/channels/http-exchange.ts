import type { DeliveryReason } from '../../contract/delivery.ts';
import { orAborted } from '../or-aborted.ts';
import { oneLine } from './channel.ts';

/** The part of the web's `fetch` that is used; main hands in Electron's, so that proxy, sign-on and CA are the system's. */
export type Fetch = (
  address: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    redirect: 'error';
    cache: 'no-store';
    signal: AbortSignal;
  },
) => Promise<Response>;

export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly text: string;
  /** As they came, which is what a signature is over. */
  readonly bytes: Uint8Array;
  readonly etag: string | null;
  /** The answer's `Date`, Unix time in milliseconds; null where there is none. */
  readonly serverTimeMs: number | null;
}

/** No answer that can be used. */
export class ExchangeFailed extends Error {
  readonly reason: DeliveryReason;
  readonly mayHaveLeft: boolean;

  constructor(reason: DeliveryReason, detail: string, mayHaveLeft: boolean) {
    super(oneLine(detail));
    this.name = 'ExchangeFailed';
    this.reason = reason;
    this.mayHaveLeft = mayHaveLeft;
  }
}

export interface Question {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'PROPFIND';
  readonly address: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Of the answer; a larger one is not read to its end. */
  readonly maxBytes: number;
}

/** One request and its whole answer. Rejects with `ExchangeFailed`; ends at once when aborted. */
export async function exchange(fetch: Fetch, question: Question, signal: AbortSignal): Promise<Answer> {
  const { method, address, headers = {}, body, maxBytes } = question;
  const own = new AbortController();
  const end = () => own.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    const init = { method, headers, redirect: 'error', cache: 'no-store', signal: own.signal } as const;
    const asked = fetch(address, body === undefined ? init : { ...init, body });
    return await orAborted(
      asked.then((response) => read(response, maxBytes)),
      own.signal,
    );
  } catch (error) {
    throw error instanceof ExchangeFailed ? error : fromNetwork(error, signal.aborted);
  } finally {
    signal.removeEventListener('abort', end);
    own.abort();
  }
}

async function read(response: Response, maxBytes: number): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) throw new ExchangeFailed('answer-too-large', `more than ${maxBytes} bytes`, true);
    chunks.push(part.value);
  }
  const date = Date.parse(response.headers.get('date') ?? '');
  const bytes = Buffer.concat(chunks);
  return {
    status: response.status,
    ok: response.ok,
    text: bytes.toString('utf8').replace(/^\uFEFF/, ''),
    bytes,
    etag: response.headers.get('etag'),
    serverTimeMs: Number.isNaN(date) ? null : date,
  };
}

/** A refusal in the server's own words, in one line: the text of its page without the tags. */
export function wordsOf({ status, text }: Pick<Answer, 'status' | 'text'>): string {
  // Cut before the search, whose cost grows with the square of a hostile page's length.
  const words = text.slice(0, 2000).replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ');
  return oneLine(`HTTP ${status} ${words}`);
}

/** Of our own certificate, not of the server's. */
const SIGN_IN = /ERR_SSL_CLIENT_AUTH|ERR_BAD_SSL_CLIENT_AUTH_CERT/;
const CERTIFICATE = /ERR_CERT_|CERT_HAS|_CERT\b|_CERT_|UNABLE_TO_VERIFY|ERR_TLS_CERT/;
/** Chromium asks no port that other services are known for, such as 25. */
const UNUSABLE = /ERR_UNSAFE_PORT|ERR_INVALID_URL|ERR_UNKNOWN_URL_SCHEME/;
const NO_CONNECTION =
  /ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED)|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

/** Chromium names its errors `net::ERR_…`; Node's fetch keeps OpenSSL's or the system's code in `cause`. */
function fromNetwork(error: unknown, isAborted: boolean): ExchangeFailed {
  if (isAborted) return new ExchangeFailed('late', 'no whole answer in time', true);
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  const words = [message, cause?.code, cause?.message].filter(Boolean).join(' · ') || String(error);
  if (/redirect policy|unexpected redirect|ERR_UNSAFE_REDIRECT/i.test(words))
    return new ExchangeFailed('redirect', words, true);
  if (UNUSABLE.test(words)) return new ExchangeFailed('bad-settings', words, false);
  if (SIGN_IN.test(words)) return new ExchangeFailed('sign-in', words, false);
  if (CERTIFICATE.test(words)) return new ExchangeFailed('certificate', words, false);
  return new ExchangeFailed('unreachable', words, !NO_CONNECTION.test(words));
}
