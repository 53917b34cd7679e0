import { crypto } from './late-crypto.ts';

/** Lower-case hexadecimal; text is hashed as UTF-8. */
export function sha256Of(content: string | Uint8Array): string {
  return crypto().createHash('sha256').update(content).digest('hex');
}
