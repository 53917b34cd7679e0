import { z } from 'zod';

/** Writes one encrypted zip, which holds one zip, which holds the files: so that their names are hidden as well. */
export const EncryptTask = z.strictObject({
  kind: z.literal('encrypt'),
  files: z
    .array(z.strictObject({ path: z.string().min(1).max(4096), name: z.string().min(1).max(255) }))
    .min(1)
    .max(1000),
  /** A new file: one that stands there already is left alone and `failed` with `EEXIST` answered. */
  target: z.string().min(1).max(4096),
  /** Beside it, a name that nothing has: written first, gone afterwards. */
  partial: z.string().min(1).max(4096),
  /** Of the inner zip, e.g. `files.zip`; all that can be read without the passphrase. */
  innerName: z.string().min(1).max(100),
  passphrase: z.string().min(12).max(200),
});
export type EncryptTask = z.infer<typeof EncryptTask>;

export const EncryptAnswer = z.strictObject({ kind: z.literal('encrypted'), bytes: z.int().nonnegative() });
export type EncryptAnswer = z.infer<typeof EncryptAnswer>;
