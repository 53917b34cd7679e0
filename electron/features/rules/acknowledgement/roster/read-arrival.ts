import { KeyEnrolment, type Receipt, type ReceiptCheck } from '../../../../contract/acknowledgement.ts';
import { SealedDocument } from '../../../../contract/delivery.ts';
import { documentWithin } from '../../../../delivery/document-within.ts';
import { isOwnEnrolment, KINDS } from '../receipt.ts';
import { type VerifyingMemory, verifyParsed } from '../verify.ts';
import type { Arrival } from './arrivals.ts';

export type ReadArrival =
  | { readonly kind: 'receipt'; readonly check: ReceiptCheck; readonly receipt: Receipt }
  | { readonly kind: 'enrolment'; readonly enrolment: KeyEnrolment }
  /** A document that is none of this room's. */
  | { readonly kind: 'other' }
  | { readonly kind: 'bad'; readonly reason: 'not-understood' | 'sealed' | 'cannot-open'; readonly detail: string };

/** `open`: with the officer's identity, throwing where it opens nothing; null: none was given. Never throws. */
export function readArrival(
  { file, bytes }: Arrival,
  open: ((sealed: SealedDocument) => string) | null,
  memory: VerifyingMemory,
): ReadArrival {
  const text = decoded(bytes);
  const value = documentWithin(parsed(text));
  if (!value) return bad('not-understood', '');
  if (!('sealed' in value)) return readPlain(file, value, text, memory);
  const sealed = SealedDocument.safeParse(value);
  if (!sealed.success) return bad('not-understood', sealed.error.issues[0]?.path.join('.') ?? '');
  // What is not ours need not be opened.
  if (!isOurs(sealed.data.kind)) return { kind: 'other' };
  if (!open) return bad('sealed', '');
  try {
    const opened = open(sealed.data);
    return readPlain(file, parsed(opened), opened, memory);
  } catch (error) {
    return bad('cannot-open', String(error));
  }
}

function readPlain(file: string, value: unknown, text: string, memory: VerifyingMemory): ReadArrival {
  const { kind, body } = (value ?? {}) as { kind?: unknown; body?: unknown };
  if (kind === KINDS.enrolment) {
    const enrolment = KeyEnrolment.safeParse(body);
    if (!enrolment.success) return bad('not-understood', enrolment.error.issues[0]?.path.join('.') ?? '');
    if (!isOwnEnrolment(enrolment.data)) return bad('not-understood', 'signature');
    return { kind: 'enrolment', enrolment: enrolment.data };
  }
  if (typeof kind === 'string' && kind !== KINDS.receipt) return { kind: 'other' };
  const { check, receipt } = verifyParsed(file, value, text, null, memory);
  if (receipt) return { kind: 'receipt', check, receipt };
  const [found] = check.findings;
  return bad('not-understood', `${found?.kind ?? ''} ${found?.at ?? ''}`.trim());
}

const isOurs = (kind: string) => kind === KINDS.receipt || kind === KINDS.enrolment;

function bad(reason: Extract<ReadArrival, { kind: 'bad' }>['reason'], detail: string): ReadArrival {
  return { kind: 'bad', reason, detail };
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** '': not UTF-8. */
function decoded(bytes: Uint8Array): string {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return '';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
