import { KeyEnrolment } from '../../../contract/acknowledgement.ts';
import { documentWithin } from '../../../delivery/document-within.ts';
import { isOwnEnrolment, KINDS } from './receipt.ts';

/** `at`: the first field that is not of its form. */
export type EnrolmentRead =
  | { readonly kind: 'enrolment'; readonly enrolment: KeyEnrolment }
  | { readonly kind: 'not-understood'; readonly at: string }
  /** Not signed by the key that it enrols. */
  | { readonly kind: 'forged' };

/** null: no document of that kind. Never throws. */
export function enrolmentWithin(value: unknown): EnrolmentRead | null {
  const { kind, body } = (documentWithin(value) ?? {}) as { kind?: unknown; body?: unknown };
  if (kind !== KINDS.enrolment) return null;
  const read = KeyEnrolment.safeParse(body);
  if (!read.success) return { kind: 'not-understood', at: read.error.issues[0]?.path.join('.').slice(0, 200) ?? '' };
  return isOwn(read.data) ? { kind: 'enrolment', enrolment: read.data } : { kind: 'forged' };
}

/** Half a surrogate pair is no Unicode, and has no canonical form that could be signed. */
function isOwn(enrolment: KeyEnrolment): boolean {
  try {
    return isOwnEnrolment(enrolment);
  } catch {
    return false;
  }
}
