import { z } from 'zod';

/** Writes one encrypted zip, which holds one zip, which holds the files: so that their names are hidden as well. */
export const EncryptTask = z.strictObject({
  kind: z.literal('encrypt'),
  files: z
    .array(z.strictObject({ path: z.string().min(1).max(4096), name: z.string().min(1).max(255) }))
    .min(1)
    .max(1000),
  /** A name that nothing has, beside where the copy is to stand; `SettleTask` decides what becomes of it. */
  partial: z.string().min(1).max(4096),
  /** Of the inner zip, e.g. `files.zip`; all that can be read without the passphrase. */
  innerName: z.string().min(1).max(100),
  passphrase: z.string().min(12).max(200),
});
export type EncryptTask = z.infer<typeof EncryptTask>;

export const EncryptAnswer = z.strictObject({ kind: z.literal('encrypted'), bytes: z.int().nonnegative() });
export type EncryptAnswer = z.infer<typeof EncryptAnswer>;

/**
 * Gives the written copy its name, or takes it away: a task of its own and never stopped half-way, so that no finished
 * copy stands there without its passphrase.
 */
export const SettleTask = z.strictObject({
  kind: z.literal('settle'),
  partial: z.string().min(1).max(4096),
  /** What stands there already is left alone, and the next free name taken: `copy (2).zip`. null: take it away. */
  target: z.string().min(1).max(4096).nullable(),
});
export type SettleTask = z.infer<typeof SettleTask>;

export const SettleAnswer = z.strictObject({
  kind: z.literal('settled'),
  /** null: taken away. */
  fileName: z.string().nullable(),
});
export type SettleAnswer = z.infer<typeof SettleAnswer>;
