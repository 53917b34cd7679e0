import { z } from 'zod';
import {
  AcknowledgementQuestion,
  type KeyEnrolment,
  type Receipt,
  type ReceiptCheck,
} from '../../../../contract/acknowledgement.ts';
import { SealedDocument } from '../../../../contract/delivery.ts';
import { documentWithin } from '../../../../delivery/document-within.ts';
import { enrolmentWithin } from '../enrolment.ts';
import { KINDS } from '../receipt.ts';
import { parsedFile, type VerifyingMemory, verifyParsed } from '../verify.ts';
import type { Arrival } from './arrivals.ts';

export type ReadArrival =
  | { readonly kind: 'receipt'; readonly check: ReceiptCheck; readonly receipt: Receipt }
  | { readonly kind: 'enrolment'; readonly enrolment: KeyEnrolment }
  /** `askedAt`: ISO 8601 with the offset. */
  | { readonly kind: 'question'; readonly question: AcknowledgementQuestion; readonly askedAt: string }
  /** A document that is none of this room's. */
  | { readonly kind: 'other' }
  /** `detail`: the first field that is not of its form, or why it could not be opened. */
  | {
      readonly kind: 'bad';
      readonly reason: 'not-understood' | 'forged-enrolment' | 'sealed' | 'cannot-open';
      readonly detail: string;
    };

/** `open`: with the officer's identity, throwing where it opens nothing; null: none was given. Never throws. */
export function readArrival(
  { file, bytes }: Arrival,
  open: ((sealed: SealedDocument) => string) | null,
  memory: VerifyingMemory,
): ReadArrival {
  const { text, value } = contentOf(bytes);
  if (!value) return bad('not-understood', '');
  if (!('sealed' in value)) return readPlain(file, value, text, memory);
  const sealed = SealedDocument.safeParse(value);
  if (!sealed.success) return bad('not-understood', sealed.error.issues[0]?.path.join('.') ?? '');
  // What is not ours need not be opened.
  if (!OURS.has(sealed.data.kind)) return { kind: 'other' };
  if (!open) return bad('sealed', '');
  try {
    const opened = contentOf(open(sealed.data));
    return readPlain(file, opened.value, opened.text, memory);
  } catch (error) {
    return bad('cannot-open', String(error));
  }
}

function readPlain(file: string, value: unknown, text: string, memory: VerifyingMemory): ReadArrival {
  const enrolment = enrolmentWithin(value);
  if (enrolment?.kind === 'enrolment') return enrolment;
  if (enrolment?.kind === 'forged') return bad('forged-enrolment', '');
  if (enrolment) return bad('not-understood', enrolment.at);
  const { kind } = (value ?? {}) as { kind?: unknown };
  if (kind === KINDS.question) return readQuestion(value);
  if (typeof kind === 'string' && kind !== KINDS.receipt) return { kind: 'other' };
  const { check, receipt } = verifyParsed(file, value, text, null, memory);
  if (receipt) return { kind: 'receipt', check, receipt };
  return bad('not-understood', check.findings[0]?.at ?? '');
}

const OURS: ReadonlySet<string> = new Set(Object.values(KINDS));

/** What of its document says when it was asked. */
const Asked = z.object({ createdAt: z.iso.datetime({ offset: true }), body: AcknowledgementQuestion });

function readQuestion(value: unknown): ReadArrival {
  const read = Asked.safeParse(value);
  if (!read.success) return bad('not-understood', read.error.issues[0]?.path.join('.') ?? '');
  return { kind: 'question', question: read.data.body, askedAt: read.data.createdAt };
}

function bad(reason: Extract<ReadArrival, { kind: 'bad' }>['reason'], detail: string): ReadArrival {
  return { kind: 'bad', reason, detail };
}

/** As the store keeps it, without what it added. */
function contentOf(content: string | Uint8Array): { readonly text: string; readonly value: object | undefined } {
  const file = parsedFile(content);
  return 'error' in file ? { text: '', value: undefined } : { text: file.text, value: documentWithin(file.value) };
}
