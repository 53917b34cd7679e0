import { z } from 'zod';
import { EncryptAnswer, EncryptTask, SettleAnswer, SettleTask } from '../encrypt/encrypt-task.ts';
import { AdmitAnswer, AdmitTask } from './admit-task.ts';
import { FailedAnswer, InspectAnswer, InspectTask, LookAnswer, LookTask } from './look-task.ts';
import { PackAnswer, PackTask } from './pack-task.ts';

/** All that the mail worker can be asked, one at a time. Everything that touches a person's file happens there. */
export const WorkerTask = z.discriminatedUnion('kind', [
  AdmitTask,
  LookTask,
  InspectTask,
  PackTask,
  EncryptTask,
  SettleTask,
]);
export type WorkerTask = z.infer<typeof WorkerTask>;

/** What it says, parsed by main: what it read was a stranger's. */
export const WorkerAnswer = z.union([
  AdmitAnswer,
  LookAnswer,
  ...InspectAnswer.options,
  PackAnswer,
  EncryptAnswer,
  SettleAnswer,
  FailedAnswer,
]);
export type WorkerAnswer = z.infer<typeof WorkerAnswer>;

/** Before its answer a long task says how far it is, in bytes of the files. */
export const WorkerProgress = z.strictObject({ kind: z.literal('progress'), bytesDone: z.int().nonnegative() });
export type WorkerProgress = z.infer<typeof WorkerProgress>;
