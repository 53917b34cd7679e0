import type { StatusDocument } from '../contract/delivery.ts';

/**
 * What is known once another status document was read: a store that replicates may answer with an older copy, which
 * takes nothing back. By the times that persons wrote, the later holds. That it was stored or seen stays true whatever
 * comes of it; that it was handled, or refused, gives way to whatever a person wrote later.
 */
export function mergedOutcome(before: StatusDocument | null, read: StatusDocument): StatusDocument {
  if (!before) return read;
  const received = read.received ?? before.received;
  const seen = later(before.seen, read.seen);
  const { handled, refused } = isOverruled(before, read) ? read : before;
  const merged = { schema: read.schema, id: read.id, ...(received && { received }), ...(seen && { seen }) };
  return { ...merged, ...(handled && { handled }), ...(refused && { refused }) };
}

type Step = NonNullable<StatusDocument['received']>;

const timeOf = (step: Step | undefined): number => (step ? Date.parse(step.at) : Number.NEGATIVE_INFINITY);

/** Of two that are as late the second, which was read last. */
const later = <S extends Step>(one: S | undefined, other: S | undefined): S | undefined =>
  timeOf(one) > timeOf(other) ? one : other;

/** Another decision overrules one as late; that a person has only seen it, said for the same minute, does not. */
function isOverruled(before: StatusDocument, read: StatusDocument): boolean {
  const [decidedAtMs, saidAtMs] = [timeOf(decisionOf(before)), lastByPerson(read)];
  return decisionOf(read) ? saidAtMs >= decidedAtMs : saidAtMs > decidedAtMs;
}

const decisionOf = ({ handled, refused }: StatusDocument): Step | undefined => later<Step>(handled, refused);

const lastByPerson = ({ seen, handled, refused }: StatusDocument): number =>
  Math.max(timeOf(seen), timeOf(handled), timeOf(refused));
