import type { OfficialSource } from '../../contract/settings.ts';
import type { OfficialUsage } from '../../contract/usage.ts';
import { oneLine } from '../../delivery/channels/channel.ts';
import { ExchangeFailed, exchange, type Fetch, wordsOf } from '../../delivery/channels/http-exchange.ts';

export type OfficialFailure = Extract<OfficialUsage, { kind: 'error' }>['reason'];
export type OfficialAnswer =
  | { readonly kind: 'figure'; readonly rxBytes: number; readonly txBytes: number }
  | { readonly kind: 'error'; readonly reason: OfficialFailure; readonly detail: string };

export const ANSWER_MAX_BYTES = 256 * 1024;
const ANSWER_TIMEOUT_MS = 10_000;

class Failed extends Error {
  readonly reason: OfficialFailure;
  constructor(reason: OfficialFailure, detail: string) {
    super(oneLine(detail));
    this.reason = reason;
  }
}

/** Asks once, within bounds of time and size; never rejects. */
export async function askOfficial(
  fetch: Fetch,
  address: string,
  source: OfficialSource,
  timeoutMs: number = ANSWER_TIMEOUT_MS,
): Promise<OfficialAnswer> {
  const headers = { accept: 'application/json' };
  const question = { method: 'GET', address, headers, maxBytes: ANSWER_MAX_BYTES } as const;
  try {
    const answer = await exchange(fetch, question, AbortSignal.timeout(timeoutMs));
    if (!answer.ok) throw new Failed('refused', wordsOf(answer));
    return figureIn(answer.text, source);
  } catch (error) {
    const { reason, message } = error instanceof ExchangeFailed ? fromExchange(error, timeoutMs) : (error as Failed);
    return { kind: 'error', reason, detail: message };
  }
}

function figureIn(text: string, { rxPointer, txPointer }: OfficialSource): OfficialAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Failed('not-understood', `not JSON: ${text === '' ? '(empty)' : text}`);
  }
  return { kind: 'figure', rxBytes: bytesAt(body, rxPointer), txBytes: bytesAt(body, txPointer) };
}

function fromExchange({ reason, message }: ExchangeFailed, timeoutMs: number): Failed {
  switch (reason) {
    case 'late':
      return new Failed('late', `no whole answer within ${timeoutMs / 1000} s`);
    case 'answer-too-large':
      return new Failed('too-large', `more than ${ANSWER_MAX_BYTES / 1024} KiB`);
    case 'redirect':
      return new Failed('refused', `redirect · ${message}`);
    case 'certificate':
      return new Failed('certificate', message);
    default:
      return new Failed('unreachable', message);
  }
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
