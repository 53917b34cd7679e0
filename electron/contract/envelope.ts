import { z } from 'zod';

/** Why a call failed; the renderer turns each into words that say what happened and what to do. */
export const ErrorCode = z.enum([
  'untrusted-sender',
  'bad-arguments',
  'bad-result',
  /** Dropped, but no file on this PC: it has no path. */
  'no-file',
  'not-allowed',
  'managed-setting',
  'cannot-save',
  'not-available',
  /** No key store to sign with: locked, absent, or late. */
  'no-key-store',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const CallError = z.strictObject({
  code: ErrorCode,
  /** Dotted path of the offending field, where there is one. */
  field: z.string().nullable(),
  /** For the log and the "details" line; never a secret, never a path outside the data folder. */
  detail: z.string(),
});
export type CallError = z.infer<typeof CallError>;

/** Every answer over the bridge: a value or an error, never a thrown string. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: CallError };
