import type { AcknowledgementQuestion, Claim, ReceiptFinding } from '../../../../contract/acknowledgement.ts';
import type { SealedDocument } from '../../../../contract/delivery.ts';
import { VerifyingMemory } from '../verify.ts';
import { type BadFile, readFileOf } from './arrivals.ts';
import { type ReadArrival, readArrival } from './read-arrival.ts';

type BadArrival = Omit<Extract<ReadArrival, { kind: 'bad' }>, 'kind'>;
export type RosterProblem = BadFile | ({ readonly file: string } & BadArrival);

/** Without the detail, which tells hashes. */
export type RosterFinding = Pick<ReceiptFinding, 'kind' | 'at'>;

/** A receipt that arrived, without what no row shows: of ten thousand texts none is kept. */
export interface SeenReceipt {
  readonly file: string;
  readonly storedAtMs: number;
  readonly claim: Claim;
  /** Of the text, no more than how often it had been amended. */
  readonly receipt: { readonly text: { readonly amendments: { readonly length: number } } };
  readonly sha256: string;
  readonly findings: readonly RosterFinding[];
}

export interface SeenQuestion {
  readonly file: string;
  readonly storedAtMs: number;
  readonly askedAt: string;
  readonly question: AcknowledgementQuestion;
}

/** Plain data, so that it can come from another thread. */
export interface BatchRead {
  readonly receipts: readonly SeenReceipt[];
  /** Public keys. */
  readonly enrolled: readonly string[];
  readonly questions: readonly SeenQuestion[];
  readonly problems: readonly RosterProblem[];
}

/** Reads, opens and verifies the files of those names. */
export type BatchReader = (files: readonly string[]) => Promise<BatchRead>;

/** `open`: with the officer's identity; null: none was given. The reader never rejects. */
export function batchReader(folder: string, open: ((sealed: SealedDocument) => string) | null): BatchReader {
  const memory = new VerifyingMemory();
  return async (files) => {
    const receipts: SeenReceipt[] = [];
    const enrolled: string[] = [];
    const questions: SeenQuestion[] = [];
    const problems: RosterProblem[] = [];
    for (const arrival of await Promise.all(files.map((file) => readFileOf(folder, file)))) {
      if ('reason' in arrival) {
        problems.push(arrival);
        continue;
      }
      const { file, storedAtMs } = arrival;
      const read = readArrival(arrival, open, memory);
      if (read.kind === 'bad') problems.push({ file, reason: read.reason, detail: read.detail });
      if (read.kind === 'enrolment') enrolled.push(read.enrolment.publicKey);
      if (read.kind === 'question')
        questions.push({ file, storedAtMs, askedAt: read.askedAt, question: read.question });
      if (read.kind !== 'receipt') continue;
      const findings = read.check.findings.map(({ kind, at }) => ({ kind, at }));
      const { claim, text } = read.receipt;
      const receipt = { text: { amendments: { length: text.amendments.length } } };
      receipts.push({ file, storedAtMs, claim: lean(claim), receipt, sha256: read.check.sha256 ?? '', findings });
    }
    return { receipts, enrolled, questions, problems };
  };
}

function lean(claim: Claim): Claim {
  return {
    ...claim,
    rules: { ...claim.rules, clauses: [] },
    consent: { ...claim.consent, statement: '', privacyNotice: '' },
  };
}
