import { z } from 'zod';

/** How small would this become in a zip? Packed for real: a small file whole, a large one by pieces of it. */
export const PackTask = z.strictObject({
  kind: z.literal('pack'),
  path: z.string().min(1).max(4096),
  /** At most so much of it is read. */
  sampleBytes: z.int().positive(),
});
export type PackTask = z.infer<typeof PackTask>;

export const PackAnswer = z.strictObject({
  kind: z.literal('packed'),
  readBytes: z.int().nonnegative(),
  /** What the bytes that were read came to, packed. */
  packedBytes: z.int().nonnegative(),
});
export type PackAnswer = z.infer<typeof PackAnswer>;
