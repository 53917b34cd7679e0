import { StatusDocument } from '../../contract/delivery.ts';
import type { HttpAddresses } from '../../contract/settings.ts';
import { DELIVERY_PLACEHOLDERS } from '../../settings/delivery-addresses.ts';
import { addressProblem, fillAddress } from '../../settings/official-address.ts';
import { canonicalText } from '../document.ts';
import { documentIn } from '../document-within.ts';
import { sha256Of } from '../sha256.ts';
import {
  type Access,
  type Arrival,
  type Channel,
  type Failure,
  failed,
  oneLine,
  type Parcel,
  type StatusAnswer,
  type StatusQuestion,
} from './channel.ts';
import { testHttpAccess } from './http-access.ts';
import { type Answer, ExchangeFailed, exchange, type Fetch, wordsOf } from './http-exchange.ts';

export interface HttpParts {
  readonly fetch: Fetch;
  readonly addresses: readonly HttpAddresses[];
  /** Fills `{account}`. */
  readonly account: string;
  readonly timeoutMs?: number;
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
/** A store adds names of its own around the document. */
const READ_BACK_SPARE_BYTES = 65_536;
const STATUS_MAX_BYTES = 65_536;
const TIMEOUT_MS = 60_000;

type ReadBack = { readonly kind: 'same' | 'absent' | 'unreadable'; readonly answer: Answer } | Failure;

/**
 * Puts documents into whatever store the agency runs: WebDAV, CouchDB, OpenSearch, an object store's gateway.
 * What the store answers to a repeat proves nothing (Apache answers 409 for a missing folder, nginx ignores
 * `If-None-Match`); what it gives back when asked does.
 */
export class HttpChannel implements Channel {
  readonly name = 'http';
  readonly isOnThisPc = false;
  readonly timeoutMs: number;
  private readonly parts: HttpParts;

  constructor(parts: HttpParts) {
    this.parts = parts;
    this.timeoutMs = parts.timeoutMs ?? TIMEOUT_MS;
  }

  placeFor(kind: string): string | null {
    return this.addressesFor(kind)?.put ?? null;
  }

  async needsSealing(): Promise<boolean> {
    return true;
  }

  async deliver(parcel: Parcel, signal: AbortSignal, progress: () => void): Promise<Arrival> {
    const addresses = this.addressesFor(parcel.kind);
    const put = this.filled(addresses?.put, parcel);
    const read = this.filled(addresses?.read, parcel);
    if (!put) return failed('bad-settings', addresses?.put ?? '', false);
    try {
      if (parcel.isRepeat && read) {
        const known = decided(await this.readBack(read, parcel, signal));
        if (known) return known;
      }
      // Whoever may write and not read looks at nothing before a repeat: the same again is harmless.
      const answer = await this.put(put, parcel, signal);
      if (answer.ok) progress();
      // A refusal decides only where nothing can be read: the same document may be there already.
      const there = read ? await this.readBack(read, parcel, signal).catch(asFailure) : null;
      return decided(there) ?? (answer.ok ? sent(answer, there) : refused(answer, there));
    } catch (error) {
      return asFailure(error);
    }
  }

  askStatus(item: StatusQuestion, signal: AbortSignal): Promise<StatusAnswer> | null {
    const address = this.filled(this.addressesFor(item.kind)?.status, item);
    return address ? this.readStatus(address, item, signal).catch(asFailure) : null;
  }

  testAccess(kind: string, signal: AbortSignal): Promise<Access> {
    const addresses = this.addressesFor(kind);
    const fill = (template: string | null | undefined, id: string) => this.filled(template, { id, kind });
    return testHttpAccess(this.parts.fetch, { put: addresses?.put, read: addresses?.read, fill }, signal);
  }

  private async put(address: string, parcel: Parcel, signal: AbortSignal): Promise<Answer> {
    const headers = { ...JSON_HEADERS, 'if-none-match': '*' };
    return exchange(
      this.parts.fetch,
      { method: 'PUT', address, headers, body: parcel.text, maxBytes: READ_BACK_SPARE_BYTES },
      signal,
    );
  }

  private async readBack(address: string, parcel: Parcel, signal: AbortSignal): Promise<ReadBack> {
    // JSON may be written with every character escaped, six bytes for one.
    const maxBytes = 6 * Buffer.byteLength(parcel.text) + READ_BACK_SPARE_BYTES;
    const question = { method: 'GET', address, headers: JSON_HEADERS, maxBytes } as const;
    const answer = await exchange(this.parts.fetch, question, signal).catch(asTooLarge);
    if ('kind' in answer) return answer;
    if (answer.status === 404 || answer.status === 410) return { kind: 'absent', answer };
    if ([401, 403, 405].includes(answer.status)) return { kind: 'unreadable', answer };
    if (!answer.ok) return failed('refused-by-store', wordsOf(answer));
    const held = documentIn(answer.text);
    if (held === undefined) return failed('not-understood', `not JSON: ${oneLine(answer.text) || '(empty)'}`);
    const isSame = [parcel.sha256, parcel.plainSha256].includes(sha256Of(canonicalText(held)));
    return isSame ? { kind: 'same', answer } : failed('differs', oneLine(answer.text));
  }

  private async readStatus(address: string, item: StatusQuestion, signal: AbortSignal): Promise<StatusAnswer> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (item.tag) headers['if-none-match'] = item.tag;
    const question = { method: 'GET', address, headers, maxBytes: STATUS_MAX_BYTES } as const;
    const answer = await exchange(this.parts.fetch, question, signal);
    if ([304, 404, 410].includes(answer.status)) return { kind: 'unchanged' };
    if (!answer.ok) return failed('refused-by-store', wordsOf(answer));
    const parsed = StatusDocument.safeParse(documentIn(answer.text));
    if (!parsed.success || parsed.data.id !== item.id) return failed('not-understood', oneLine(answer.text));
    return { kind: 'status', status: parsed.data, tag: answer.etag };
  }

  private addressesFor(kind: string): HttpAddresses | undefined {
    const { addresses } = this.parts;
    return addresses.find((entry) => entry.kind === kind) ?? addresses.find((entry) => entry.kind === '*');
  }

  /** null where there is no such address, or it may not be used: https only, outside this PC. */
  private filled(template: string | null | undefined, { id, kind }: { id: string; kind: string }): string | null {
    if (!template || addressProblem(template, DELIVERY_PLACEHOLDERS)) return null;
    return fillAddress(template, { id, kind, account: this.parts.account });
  }
}

/** Only the document itself, or another in its place, decides; null: what a store answers else tells nothing of it. */
function decided(there: ReadBack | null): Arrival | null {
  if (there?.kind === 'failed') return there.reason === 'differs' ? there : null;
  if (there?.kind !== 'same') return null;
  const { serverTimeMs } = there.answer;
  return { kind: 'arrived', state: 'received', reason: null, detail: '', isFinal: true, serverTimeMs };
}

/** Accepted, and not yet read back. */
function sent({ serverTimeMs }: Answer, there: ReadBack | null): Arrival {
  const base = { kind: 'arrived', state: 'sent', serverTimeMs } as const;
  if (there === null) return { ...base, reason: null, detail: '', isFinal: true };
  if (there.kind === 'failed') return { ...base, reason: there.reason, detail: there.detail, isFinal: false };
  const isUnreadable = there.kind === 'unreadable';
  const reason = isUnreadable ? 'no-access' : 'not-there';
  return { ...base, reason, detail: wordsOf(there.answer), isFinal: isUnreadable };
}

/** Not accepted. That something has that name already is no refusal, where it may not be looked at. */
function refused(answer: Answer, there: ReadBack | null): Failure {
  if (answer.status === 401) return failed('sign-in', wordsOf(answer));
  const isThere = [409, 412].includes(answer.status) && there?.kind === 'unreadable';
  return failed(isThere ? 'no-access' : 'refused-by-store', wordsOf(answer));
}

/** Too long to be read to its end is an answer all the same; rethrows all else. */
function asTooLarge(error: unknown): Failure {
  if (error instanceof ExchangeFailed && error.reason === 'answer-too-large') return asFailure(error);
  throw error;
}

function asFailure(error: unknown): Failure {
  if (error instanceof ExchangeFailed) return failed(error.reason, error.message, error.mayHaveLeft);
  return failed('internal', oneLine(String(error)));
}
