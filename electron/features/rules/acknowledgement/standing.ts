import type { Claim } from '../../../contract/acknowledgement.ts';
import type { ClauseChange, RulesPack } from '../../../contract/rules.ts';
import { inChainOrder } from './chain.ts';
import { carriedOver } from './progress.ts';
import type { KeptReceipt } from './receipt-shelf.ts';
import type { AcknowledgementState } from './state.ts';

/** A PC may be off by its zone, not by more: what claims to be of later than that was signed under a clock that ran ahead. */
const CLOCK_AHEAD_MS = 86_400_000;

/**
 * The newest receipt for these rules; another agency's rules are another duty. By its place in the chains, the one of
 * `tip` last: neither times nor ids say which came later, for the clock that both come from may have run ahead.
 */
export function lastFor(
  receipts: readonly KeptReceipt[],
  rulesId: string,
  tip: AcknowledgementState['tip'],
): KeptReceipt | null {
  return lastOf(receipts, rulesId, tip, () => true);
}

/**
 * The newest for these rules that followed a reading of the whole text: from it the next due day is reckoned. One that
 * claims a time still to come buys no years: it counts for the edition alone.
 */
export function lastWholeFor(
  receipts: readonly KeptReceipt[],
  rulesId: string,
  tip: AcknowledgementState['tip'],
  nowMs: number,
): KeptReceipt | null {
  const isCounted = ({ claim: { readingScope, signedAt } }: KeptReceipt) =>
    readingScope === 'whole' && Date.parse(signedAt) <= nowMs + CLOCK_AHEAD_MS;
  return lastOf(receipts, rulesId, tip, isCounted);
}

function lastOf(
  receipts: readonly KeptReceipt[],
  rulesId: string,
  tip: AcknowledgementState['tip'],
  isCounted: (receipt: KeptReceipt) => boolean,
): KeptReceipt | null {
  // All are put in order first: which chain follows which stands in its first receipt, whatever rules that is of.
  const ordered = inChainOrder(receipts).filter((each) => each.claim.rules.rulesId === rulesId && isCounted(each));
  const inUse = tipOf(receipts, tip)?.publicKey;
  return ordered.findLast(({ claim }) => claim.publicKey === inUse) ?? ordered.at(-1) ?? null;
}

/** What of a receipt says of which edition it is: as kept here, or as the roster holds it without its text. */
interface OfEdition {
  readonly claim: { readonly rules: Pick<Claim['rules'], 'edition' | 'textSha256'> };
  readonly receipt: { readonly text: { readonly amendments: { readonly length: number } } };
}

/** Whether a major amendment came after what was signed. A minor one voids nothing; an older edition never does. */
export function isOutdated(
  last: OfEdition | null,
  pack: Pick<RulesPack, 'edition' | 'change' | 'text'>,
  textSha256: string,
  seenMajor: number | null,
): boolean {
  if (!last) return false;
  const { edition, textSha256: signedText } = last.claim.rules;
  if (edition >= pack.edition || signedText === textSha256) return false;
  if (pack.change === 'major' || (seenMajor !== null && seenMajor > edition)) return true;
  // An edition that never reached this PC may have been a major one: then it is read again rather than passed over.
  return pack.text.amendments.length > last.receipt.text.amendments.length + 1;
}

/** The end of the chain in use: what the next receipt follows. The state remembers it where its file is lost. */
export function tipOf(
  receipts: readonly KeptReceipt[],
  remembered: AcknowledgementState['tip'],
): AcknowledgementState['tip'] {
  const last = inChainOrder(receipts).at(-1);
  if (!last) return remembered;
  const { publicKey, number } = last.claim;
  const found = { publicKey, number, sha256: last.sha256 };
  if (!remembered) return found;
  if (remembered.publicKey === publicKey) return remembered.number > number ? remembered : found;
  const isReplaced = receipts.some(({ claim }) => claim.replaces?.lastKey === remembered.publicKey);
  return isReplaced ? found : remembered;
}

/**
 * A reading goes on under a minor edition; a major one, or an older one, is read anew. Under the same one it goes on
 * without the questions that a newer app asks no more. `changes`: against the edition signed last.
 */
export function underEdition(
  state: AcknowledgementState,
  pack: RulesPack,
  changes: () => readonly ClauseChange[],
): AcknowledgementState {
  const { attempt } = state;
  const seenMajor = pack.change === 'major' ? Math.max(pack.edition, state.seenMajor ?? 0) : state.seenMajor;
  if (!attempt) return { ...state, seenMajor };
  const asked = new Set(pack.guide.questions.map(({ id }) => id));
  const begun = attempt.progress.edition;
  if (begun === pack.edition && attempt.progress.questions.every(({ id }) => asked.has(id)))
    return { ...state, seenMajor };
  const isMinor = pack.change === 'minor' && pack.edition > begun && (seenMajor ?? 0) <= begun;
  const carried =
    isMinor || pack.edition === begun ? { ...attempt, progress: carriedOver(attempt.progress, pack, changes()) } : null;
  return { ...state, seenMajor, attempt: carried };
}

export function afterSigning(state: AcknowledgementState, receipts: readonly KeptReceipt[]): AcknowledgementState {
  return { ...state, attempt: null, notYet: null, tip: tipOf(receipts, state.tip) };
}
