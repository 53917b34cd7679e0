import type { OfficialSource } from '../../contract/settings.ts';
import type { OfficialUsage } from '../../contract/usage.ts';

/** The part of the web's `fetch` that is used; main hands in Electron's, so that proxy, sign-on and CA are the system's. */
export type Fetch = (
  url: string,
  init: { headers: Record<string, string>; redirect: 'error'; cache: 'no-store'; signal: AbortSignal },
) => Promise<Response>;

export type OfficialFailure = Extract<OfficialUsage, { kind: 'error' }>['reason'];
export type OfficialAnswer =
  | { readonly kind: 'figure'; readonly rxBytes: number; readonly txBytes: number }
  | { readonly kind: 'error'; readonly reason: OfficialFailure; readonly detail: string };

export const ANSWER_MAX_BYTES = 256 * 1024;
const ANSWER_TIMEOUT_MS = 10_000;
const DETAIL_MAX_CHARACTERS = 160;
const PAGE_READ_CHARACTERS = 2000;

class Failed extends Error {
  readonly reason: OfficialFailure;
  constructor(reason: OfficialFailure, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** Asks once, within bounds of time and size; never rejects. */
export async function askOfficial(
  fetch: Fetch,
  url: string,
  source: OfficialSource,
  timeoutMs: number = ANSWER_TIMEOUT_MS,
): Promise<OfficialAnswer> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Raced as well as aborted: the bound must hold even where a network stack is slow to notice an abort.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failed('late', `no whole answer within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([ask(fetch, url, source, abort.signal), late]);
  } catch (error) {
    const failed = error instanceof Failed ? error : fromNetwork(error);
    return { kind: 'error', reason: failed.reason, detail: shortened(failed.message) };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function ask(fetch: Fetch, url: string, source: OfficialSource, signal: AbortSignal): Promise<OfficialAnswer> {
  const headers = { accept: 'application/json' };
  const response = await fetch(url, { headers, redirect: 'error', cache: 'no-store', signal });
  const text = await readBounded(response);
  if (!response.ok) throw new Failed('refused', `HTTP ${response.status} ${response.statusText} ${withoutTags(text)}`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Failed('not-understood', `not JSON: ${text === '' ? '(empty)' : text}`);
  }
  return {
    kind: 'figure',
    rxBytes: bytesAt(body, source.rxPointer),
    txBytes: bytesAt(body, source.txPointer),
  };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > ANSWER_MAX_BYTES) throw new Failed('too-large', `more than ${ANSWER_MAX_BYTES / 1024} KiB`);
    chunks.push(read.value);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function bytesAt(body: unknown, pointer: string): number {
  const found = atPointer(body, pointer);
  const bytes = typeof found === 'string' && /^\d+(\.\d+)?$/.test(found) ? Number(found) : found;
  if (typeof bytes === 'number' && bytes >= 0 && bytes <= Number.MAX_SAFE_INTEGER) return Math.round(bytes);
  throw new Failed(
    'not-understood',
    `${pointer || '(whole)'}: ${found === undefined ? 'absent' : JSON.stringify(found)}`,
  );
}

/** RFC 6901, section 4; undefined where the pointer leads nowhere. */
export function atPointer(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    // An array has no member "01" or "length".
    if (Array.isArray(at) && !/^(0|[1-9]\d*)$/.test(name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** Chromium names its errors `net::ERR_…`; Node's fetch keeps OpenSSL's or the system's code in `cause`. */
function fromNetwork(error: unknown): Failed {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  const words = [message, cause?.code, cause?.message].filter(Boolean).join(' · ') || String(error);
  if (/redirect policy|unexpected redirect/i.test(words)) return new Failed('refused', `redirect · ${words}`);
  const isCertificate = /ERR_CERT_|CERT_HAS|_CERT\b|_CERT_|UNABLE_TO_VERIFY/.test(words);
  return new Failed(isCertificate ? 'certificate' : 'unreachable', words);
}

/** The words of an error page. Cut before the search, whose cost grows with the square of a hostile page's length. */
function withoutTags(page: string): string {
  return page.slice(0, PAGE_READ_CHARACTERS).replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ');
}

function shortened(words: string): string {
  // What a server sends may hold anything: no control characters reach the screen or a terminal.
  const line = words
    .slice(0, PAGE_READ_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length > DETAIL_MAX_CHARACTERS ? `${line.slice(0, DETAIL_MAX_CHARACTERS - 1)}…` : line;
}
