import type { Claim, ReceiptFinding } from '../../../contract/acknowledgement.ts';
import { finding } from './verify.ts';

/** A receipt's place in a chain: what it claims of itself, and its own hash. */
export interface Link {
  readonly claim: Pick<Claim, 'number' | 'previous' | 'replaces' | 'publicKey'>;
  readonly sha256: string;
}

/**
 * What is wrong with receipts as a sequence, one list for each. A sequence may begin anywhere in its chain: what came
 * before is then not known, and not held against it. Receipts of several keys may be mingled.
 */
export function chainFindings(sequence: readonly Link[]): ReceiptFinding[][] {
  const findings: ReceiptFinding[][] = sequence.map(() => []);
  const ends = new Map<string, Link>();
  const numbered = new Map<string, string>();
  for (const [at, link] of sequence.entries()) {
    const say = (kind: ReceiptFinding['kind'], detail: string) =>
      findings[at]?.push(finding(kind, String(link.claim.number), detail.slice(0, 400)));
    const { publicKey, number, previous, replaces } = link.claim;
    const place = `${publicKey} ${number}`;
    const held = numbered.get(place);
    if (held === link.sha256) continue;
    if (held !== undefined) {
      say('chain-forked', held);
      continue;
    }
    numbered.set(place, link.sha256);
    if ((number === 1) !== (previous === null)) say('chain-broken', previous ?? '');
    const end = ends.get(publicKey);
    if (end && number < end.claim.number) say('chain-reordered', `${number} < ${end.claim.number}`);
    else if (end && number > end.claim.number + 1) say('chain-broken', `${end.claim.number + 1}`);
    else if (end && previous !== end.sha256) say('chain-broken', end.sha256);
    if (!end || number > end.claim.number) ends.set(publicKey, link);
    const old = replaces?.lastKey ? ends.get(replaces.lastKey) : undefined;
    if (old && old.sha256 !== replaces?.lastReceipt) say('chain-forked', old.sha256);
  }
  return findings;
}

/** Receipts that came in no order, as files do: each key's chain by its numbers, an older chain before what replaces it. */
export function inChainOrder<L extends Link>(links: readonly L[]): L[] {
  const replaced = new Map(
    links.flatMap(({ claim }) => (claim.replaces?.lastKey ? [[claim.publicKey, claim.replaces.lastKey]] : [])),
  );
  /** How many keys each one follows. Every key is walked over once, for chains may be of any length. */
  const ages = new Map<string, number>();
  for (const { claim } of links) {
    const way: string[] = [];
    let at: string | undefined = claim.publicKey;
    for (; at !== undefined && !ages.has(at); at = replaced.get(at)) {
      way.push(at);
      // Until it is known: keys that say they follow each other end here.
      ages.set(at, 0);
    }
    let age = at === undefined ? -1 : (ages.get(at) ?? 0);
    for (const key of way.reverse()) ages.set(key, ++age);
  }
  return [...links].sort(
    (one, other) =>
      (ages.get(one.claim.publicKey) ?? 0) - (ages.get(other.claim.publicKey) ?? 0) ||
      (one.claim.publicKey < other.claim.publicKey ? -1 : one.claim.publicKey > other.claim.publicKey ? 1 : 0) ||
      one.claim.number - other.claim.number,
  );
}
