import type { ErrorCode } from './envelope.ts';

/** A refusal that the person can understand; anything else a handler throws is `internal`. */
export class CallRefused extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;

  constructor(code: ErrorCode, detail: string, field: string | null = null) {
    super(detail);
    this.name = 'CallRefused';
    this.code = code;
    this.field = field;
  }
}
