import { RulesProblem } from '../../contract/rules.ts';
import type { RulesSettings } from '../../contract/settings.ts';
import { type Answer, ExchangeFailed, exchange, type Fetch } from '../../delivery/channels/http-exchange.ts';
import { addressProblem } from '../../settings/official-address.ts';
import { isSigned, readSignature } from './detached-signature.ts';

export type EditionAnswer =
  /** As it was when `etag` was given. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly etag: string | null;
      /** Null where no key is pinned. */
      readonly signature: Uint8Array | null;
    }
  | { readonly kind: 'failed'; readonly reason: RulesProblem['reason']; readonly detail: string };

const EDITION_MAX_BYTES = 4_000_000;
const SIGNATURE_MAX_BYTES = 4096;
const ANSWER_TIMEOUT_MS = 20_000;
const NOT_MODIFIED = 304;

class Refused extends Error {
  readonly reason: RulesProblem['reason'];
  constructor(reason: RulesProblem['reason'], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** Asks once, within bounds of time and size, and checks the signature where a key is pinned. Never rejects. */
export async function askEdition(
  fetch: Fetch,
  settings: RulesSettings & { readonly url: string },
  etag: string | null,
  timeoutMs: number = ANSWER_TIMEOUT_MS,
): Promise<EditionAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const get = async (address: string, maxBytes: number, tag: string | null): Promise<Answer> => {
    if (addressProblem(address, [])) throw new Refused('bad-settings', address);
    const headers = { accept: '*/*', ...(tag && { 'if-none-match': tag }) };
    const answer = await exchange(fetch, { method: 'GET', address, headers, maxBytes }, signal);
    if (!answer.ok && !(tag && answer.status === NOT_MODIFIED))
      throw new Refused('refused-by-server', `HTTP ${answer.status}: ${address}`);
    return answer;
  };
  try {
    const { url, publicKey } = settings;
    const answer = await get(url, EDITION_MAX_BYTES, etag);
    if (answer.status === NOT_MODIFIED) return { kind: 'unchanged' };
    const { bytes } = answer;
    if (publicKey === null) return { kind: 'bytes', bytes, etag: answer.etag, signature: null };

    const address = settings.signatureUrl ?? `${url}.sig`;
    const signature = readSignature((await get(address, SIGNATURE_MAX_BYTES, null).catch(noSignature)).bytes);
    if (!signature) throw new Refused('signature', `no signature: ${address}`);
    if (!isSigned(bytes, signature, publicKey)) throw new Refused('signature', `not by the pinned key: ${address}`);
    return { kind: 'bytes', bytes, etag: answer.etag, signature };
  } catch (error) {
    return { kind: 'failed', ...failureOf(error) };
  }
}

/** A server that has none answers 404, or with a page of its own. */
function noSignature(error: unknown): never {
  const isNone = error instanceof ExchangeFailed && error.reason === 'answer-too-large';
  const isAbsent = error instanceof Refused && error.reason === 'refused-by-server';
  throw isNone || isAbsent ? new Refused('signature', `no signature: ${error.message}`) : error;
}

function failureOf(error: unknown): { reason: RulesProblem['reason']; detail: string } {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 400);
  if (error instanceof Refused) return { reason: error.reason, detail };
  const known = error instanceof ExchangeFailed ? RulesProblem.shape.reason.safeParse(error.reason) : null;
  return { reason: known?.success ? known.data : 'unreachable', detail };
}
