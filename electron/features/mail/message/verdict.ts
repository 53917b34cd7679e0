import type { MessageReason, MessageReport } from '../../../contract/message.ts';

/** So many reasons of different kinds together are as much as one strong one. */
const SOME_AS_STRONG = 3;

/**
 * One strong reason is enough for `dangerous`; so is a request for secrets beside another reason that is not mere
 * words. What is only noted never counts.
 */
export function verdictOf(reasons: readonly MessageReason[]): MessageReport['verdict'] {
  if (reasons.some(({ weight }) => weight === 'strong')) return 'dangerous';
  const kinds = new Set(reasons.filter(({ weight }) => weight === 'some').map(({ kind }) => kind));
  const beside = [...kinds].filter((kind) => kind !== 'asks-for-secrets' && kind !== 'pressure-words');
  if (kinds.size >= SOME_AS_STRONG) return 'dangerous';
  if (kinds.has('asks-for-secrets') && beside.length > 0) return 'dangerous';
  return kinds.size > 0 ? 'suspicious' : 'nothing-found';
}
