import type { MessageReason } from '../../../../contract/message.ts';

const LENGTH_MAX = 600;

/** Within the contract's bound, in one line, and without cutting a character in two. */
const line = (text: string): string => {
  const flat = text
    .slice(0, 4 * LENGTH_MAX)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return flat.length <= LENGTH_MAX ? flat : `${[...flat].slice(0, LENGTH_MAX / 2 - 1).join('')}…`;
};

/** `evidence` and `detail` as they stand in the message, in no language. */
export const reason = (
  kind: MessageReason['kind'],
  weight: MessageReason['weight'],
  evidence: string,
  detail = '',
): MessageReason => ({ kind, weight, evidence: line(evidence), detail: line(detail) });

const WEIGHTS: readonly MessageReason['weight'][] = ['strong', 'some', 'note'];

/** In their order else. */
export const heaviestFirst = (reasons: readonly MessageReason[]): MessageReason[] =>
  WEIGHTS.flatMap((weight) => reasons.filter((each) => each.weight === weight));

/** The heaviest first, and at most so many of a kind; a strong one is never left out for others of its kind. */
export function fewOfEachKind(reasons: readonly MessageReason[], most: number): MessageReason[] {
  const counts = new Map<string, number>();
  return heaviestFirst(reasons).filter(({ kind, weight }) => {
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return weight === 'strong' || count < most;
  });
}
