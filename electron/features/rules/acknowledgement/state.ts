import { join } from 'node:path';
import { z } from 'zod';
import { Progress } from '../../../contract/acknowledgement.ts';
import { DocumentId, Sha256 } from '../../../contract/delivery.ts';
import { type JsonRead, readJsonFile, writeJsonFile } from '../../../storage/json-file.ts';
import { Reminded } from './reminders.ts';

/** `state.json`: what lies between two receipts. The receipts themselves and the keys are files of their own. */
export const AcknowledgementState = z.strictObject({
  schema: z.literal(1),
  /** When this PC first had the acknowledgement; nobody owes what was due before. */
  sinceMs: z.number(),
  /** The reading under way, with the id that its receipt will have: signing it twice gives the same receipt. */
  attempt: z.strictObject({ receiptId: DocumentId, progress: Progress }).nullable(),
  notYet: z.strictObject({ atMs: z.number(), words: z.string().max(2000) }).nullable(),
  /** Questions that the person sent, until delivery has them. */
  questions: z.array(
    z.strictObject({
      id: DocumentId,
      edition: z.int(),
      words: z.string().max(2000),
      /** Of the time of asking: under one id one document goes. */
      employeeNumber: z.string().nullable().default(null),
    }),
  ),
  /** Documents that delivery has: receipts and enrolments. */
  handed: z.array(DocumentId),
  /** The end of the chain in use, should its file be lost. */
  tip: z.strictObject({ publicKey: z.string(), number: z.int().positive(), sha256: Sha256 }).nullable(),
  /** The newest edition that its issuer called a major one, as far as this PC saw it. */
  seenMajor: z.int().nullable(),
  reminded: Reminded.nullable(),
});
export type AcknowledgementState = z.infer<typeof AcknowledgementState>;

export interface StateStore {
  /** Throws the file system's error. */
  read(): JsonRead<AcknowledgementState>;
  write(state: AcknowledgementState): Promise<void>;
}

/** A damaged file is set aside, or left for a reader that must not write. */
export function stateFile(folder: string, damaged: 'set-aside' | 'leave' = 'set-aside'): StateStore {
  const path = join(folder, 'state.json');
  return {
    read: () => readJsonFile(path, AcknowledgementState, damaged),
    write: (state) => writeJsonFile(path, state),
  };
}

export function freshState(nowMs: number): AcknowledgementState {
  return {
    schema: 1,
    sinceMs: nowMs,
    attempt: null,
    notYet: null,
    questions: [],
    handed: [],
    tip: null,
    seenMajor: null,
    reminded: null,
  };
}
