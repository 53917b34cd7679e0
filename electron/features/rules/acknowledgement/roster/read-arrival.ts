import { KeyEnrolment, type Receipt, type ReceiptCheck } from '../../../../contract/acknowledgement.ts';
import { SealedDocument } from '../../../../contract/delivery.ts';
import { isOwnEnrolment, KINDS } from '../receipt.ts';
import { type VerifyingMemory, verifyReceipt } from '../verify.ts';
import type { Arrival } from './arrivals.ts';

export type ReadArrival =
  | { readonly kind: 'receipt'; readonly check: ReceiptCheck; readonly receipt: Receipt }
  | { readonly kind: 'enrolment'; readonly enrolment: KeyEnrolment }
  /** A document that is none of this room's. */
  | { readonly kind: 'other' }
  | { readonly kind: 'bad'; readonly reason: 'not-understood' | 'sealed' | 'cannot-open'; readonly detail: string };

/** `open`: with the officer's identity; null: none was given. Never rejects. */
export async function readArrival(
  { file, bytes }: Arrival,
  open: ((sealed: SealedDocument) => Promise<string>) | null,
  memory: VerifyingMemory,
): Promise<ReadArrival> {
  const value = parsed(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null) return bad('not-understood', '');
  if (!('sealed' in value)) return readPlain(file, value, bytes, memory);
  const sealed = SealedDocument.safeParse(value);
  if (!sealed.success) return bad('not-understood', sealed.error.issues[0]?.path.join('.') ?? '');
  // What is not ours need not be opened.
  if (!isOurs(sealed.data.kind)) return { kind: 'other' };
  if (!open) return bad('sealed', '');
  try {
    const text = await open(sealed.data);
    return readPlain(file, parsed(text), text, memory);
  } catch (error) {
    return bad('cannot-open', String(error));
  }
}

function readPlain(file: string, value: unknown, content: string | Uint8Array, memory: VerifyingMemory): ReadArrival {
  const { kind, body } = (value ?? {}) as { kind?: unknown; body?: unknown };
  if (kind === KINDS.enrolment) {
    const enrolment = KeyEnrolment.safeParse(body);
    if (!enrolment.success) return bad('not-understood', enrolment.error.issues[0]?.path.join('.') ?? '');
    if (!isOwnEnrolment(enrolment.data)) return bad('not-understood', 'signature');
    return { kind: 'enrolment', enrolment: enrolment.data };
  }
  if (typeof kind === 'string' && kind !== KINDS.receipt) return { kind: 'other' };
  const { check, receipt } = verifyReceipt(file, content, null, memory);
  if (receipt) return { kind: 'receipt', check, receipt };
  const [found] = check.findings;
  return bad('not-understood', `${found?.kind ?? ''} ${found?.at ?? ''}`.trim());
}

const isOurs = (kind: string) => kind === KINDS.receipt || kind === KINDS.enrolment;

function bad(reason: Extract<ReadArrival, { kind: 'bad' }>['reason'], detail: string): ReadArrival {
  return { kind: 'bad', reason, detail };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
