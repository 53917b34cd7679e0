import { z } from 'zod';

const Line = z.string().max(300);

/** One setting of one mail program, as its own files say. */
export const ProgramCheck = z.strictObject({
  program: z.enum(['outlook-classic', 'outlook-new', 'thunderbird', 'evolution']),
  /** Which profile or account it is about; '' where there is but one. */
  profile: Line,
  setting: z.enum(['preview-off', 'plain-text', 'external-pictures-off']),
  force: z.enum(['required', 'recommended']),
  result: z.enum(['pass', 'fail', 'unknown', 'not-installed']),
  /** What was read and where; for `unknown`, why. */
  evidence: z.array(z.strictObject({ where: z.string().max(600), what: z.string().max(300) })).max(20),
  why: z
    .enum(['not-readable', 'never-started', 'running', 'kept-in-the-cloud', 'format-not-known', 'default-not-written'])
    .nullable(),
  /** How old the evidence is: a program writes some settings only when it is closed. */
  writtenAtMs: z.number().nullable(),
});
export type ProgramCheck = z.infer<typeof ProgramCheck>;

export const ProgramsView = z.strictObject({ checks: z.array(ProgramCheck).max(60), lookedAtMs: z.number() });
export type ProgramsView = z.infer<typeof ProgramsView>;
