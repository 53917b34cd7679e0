import { z } from 'zod';

/** What stands at these paths? Asked of the worker, since a share that hangs would hold up all of main's own reading. */
export const AdmitTask = z.strictObject({
  kind: z.literal('admit'),
  paths: z.array(z.string().min(1).max(4096)).min(1).max(100),
});
export type AdmitTask = z.infer<typeof AdmitTask>;

/** A regular file, by its own path; `isLink`: what was named leads there. */
export const Admitted = z.strictObject({
  kind: z.literal('file'),
  realPath: z.string(),
  isLink: z.boolean(),
  bytes: z.int().nonnegative(),
  modifiedMs: z.number(),
});
export type Admitted = z.infer<typeof Admitted>;

const LeftOut = z.strictObject({ kind: z.enum(['folder', 'not-a-file', 'no-access', 'gone']) });

/** In the order asked. */
export const AdmitAnswer = z.strictObject({
  kind: z.literal('admitted'),
  entries: z.array(z.discriminatedUnion('kind', [Admitted, LeftOut])).max(100),
});
export type AdmitAnswer = z.infer<typeof AdmitAnswer>;
