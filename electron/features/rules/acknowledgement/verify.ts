import type { KeyObject } from 'node:crypto';
import { type Claim, Receipt, type ReceiptCheck, type ReceiptFinding } from '../../../contract/acknowledgement.ts';
import { canonicalText } from '../../../delivery/document.ts';
import { documentWithin } from '../../../delivery/document-within.ts';
import { textHashes } from '../pack.ts';
import { isSignedBy, publicKeyFrom } from './ed25519.ts';
import { hashOfSigned, KINDS } from './receipt.ts';

export interface Verified {
  readonly check: ReceiptCheck;
  /** null where the file holds none. */
  readonly receipt: Receipt | null;
}

/** Remembers what many receipts of one edition share, so that each text is hashed once. */
export class VerifyingMemory {
  private readonly texts = new Map<string, ReturnType<typeof textHashes>>();
  private readonly keys = new Map<string, KeyObject | null>();

  hashesOf(text: Receipt['text']): ReturnType<typeof textHashes> {
    const spelled = JSON.stringify(text);
    if (spelled.length > REMEMBERED_MOST_CHARACTERS) return textHashes(text);
    return remembered(this.texts, spelled, TEXTS_REMEMBERED, () => textHashes(text));
  }

  keyOf(publicKey: string): KeyObject | null {
    return remembered(this.keys, publicKey, KEYS_REMEMBERED, () => publicKeyFrom(publicKey));
  }
}

const TEXTS_REMEMBERED = 50;
/** No edition comes near it; fifty that somebody made up would take all memory. */
const REMEMBERED_MOST_CHARACTERS = 1_000_000;
const KEYS_REMEMBERED = 1000;
const FINDINGS_MOST = 500;

/**
 * Is this the receipt that was signed, and only that? Takes a receipt's file or a delivery document that carries one;
 * bytes or text. Without findings it is; each finding says exactly what is not. Never throws.
 * `ownKeys`: this account's keys on this PC; null: nothing to compare with.
 */
export function verifyReceipt(
  name: string,
  content: string | Uint8Array,
  ownKeys: ReadonlySet<string> | null = null,
  memory = new VerifyingMemory(),
): Verified {
  const file = parsedFile(content);
  if ('error' in file) return noReceipt(name, finding('not-json', '', file.error));
  return verifyParsed(name, file.value, file.text, ownKeys, memory);
}

/** Strictly UTF-8, and no byte that is not the text's: a mark before it is one. Never throws. */
export function parsedFile(
  content: string | Uint8Array,
): { readonly text: string; readonly value: unknown } | { readonly error: string } {
  try {
    const text = typeof content === 'string' ? content : STRICT_UTF8.decode(content);
    return { text, value: JSON.parse(text) };
  } catch (error) {
    return { error: String(error).slice(0, 400) };
  }
}

/** The same of a file that has been parsed; `text`: what it was parsed from. Never throws. */
export function verifyParsed(
  name: string,
  value: unknown,
  text: string,
  ownKeys: ReadonlySet<string> | null,
  memory: VerifyingMemory,
): Verified {
  const carried = receiptWithin(value);
  const parsed = Receipt.safeParse(carried ?? value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.').slice(0, 200);
    return noReceipt(name, finding('not-a-receipt', at, issue?.message.slice(0, 400)));
  }
  const receipt = parsed.data;
  const { claim, signature } = receipt;
  try {
    const claimText = canonicalText(claim);
    // A document's own bytes may be a store's; of a bare file every byte is the receipt's.
    const isCanonical = carried !== null || canonicalText(receipt) === text;
    const findings = [...(isCanonical ? [] : [finding('not-canonical')]), ...findingsOf(receipt, claimText, memory)];
    const key = keyAgainst(claim.publicKey, ownKeys);
    return { check: checkOf(name, findings, claim, hashOfSigned(claimText, signature), key), receipt };
  } catch (error) {
    // Half a surrogate pair is no Unicode, and has no canonical form.
    return noReceipt(name, finding('not-a-receipt', '', String(error).slice(0, 400)));
  }
}

/** `ownKeys`: as above. */
export function keyAgainst(publicKey: string, ownKeys: ReadonlySet<string> | null): ReceiptCheck['key'] {
  if (ownKeys === null) return 'not-compared';
  return ownKeys.has(publicKey) ? 'this-pc' : 'other';
}

export function noReceipt(name: string, found: ReceiptFinding): Verified & { readonly receipt: null } {
  const nothing = { claim: null, enrolment: null, sha256: null, key: 'not-compared' as const };
  return { check: { name: name.slice(0, 300), valid: false, findings: [found], ...nothing }, receipt: null };
}

/** What a check says once more has been found of its chain or key. */
export function withFindings(check: ReceiptCheck, more: readonly ReceiptFinding[]): ReceiptCheck {
  return { ...check, findings: [...check.findings, ...more].slice(0, FINDINGS_MOST) };
}

export function finding(kind: ReceiptFinding['kind'], at = '', detail = ''): ReceiptFinding {
  return { kind, at, detail };
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** null: not a document of that kind, as sent or as a store keeps it. */
function receiptWithin(value: unknown): unknown {
  const { kind, body } = (documentWithin(value) ?? {}) as { kind?: unknown; body?: { receipt?: unknown } };
  return kind === KINDS.receipt ? (body?.receipt ?? null) : null;
}

function findingsOf(
  { claim, signature, text, timeStampToken }: Receipt,
  claimText: string,
  memory: VerifyingMemory,
): ReceiptFinding[] {
  const findings: ReceiptFinding[] = [];
  const hashes = memory.hashesOf(text);
  if (claim.rules.title !== text.title) findings.push(finding('text-altered', 'title', text.title));
  if (claim.rules.textSha256 !== hashes.text) findings.push(finding('text-altered', '', hashes.text));
  findings.push(...clauseFindings(claim.rules.clauses, hashes.clauses));
  const key = memory.keyOf(claim.publicKey);
  if (!key) findings.push(finding('bad-key', '', claim.publicKey));
  else if (!isSignedBy(claimText, signature, key)) findings.push(finding('signature'));
  if (timeStampToken !== null) findings.push(finding('time-stamp-unverified'));
  return findings;
}

type ClauseHashes = Claim['rules']['clauses'];

/** Clause by clause, in order: one that is missing, added or moved is named as well. */
function clauseFindings(claimed: ClauseHashes, actual: ClauseHashes): ReceiptFinding[] {
  const findings: ReceiptFinding[] = [];
  for (let at = 0; at < Math.max(claimed.length, actual.length); at++) {
    const [said, is] = [claimed[at], actual[at]];
    if (said?.id !== is?.id || said?.sha256 !== is?.sha256)
      findings.push(finding('clause-hash', is?.id ?? said?.id ?? '', is?.sha256 ?? ''));
  }
  return findings;
}

function checkOf(
  name: string,
  findings: readonly ReceiptFinding[],
  claim: Claim,
  sha256: string,
  key: ReceiptCheck['key'],
): ReceiptCheck {
  const kept = findings.slice(0, FINDINGS_MOST);
  const valid = kept.length === 0;
  return { name: name.slice(0, 300), valid, findings: kept, claim, enrolment: null, sha256, key };
}

function remembered<T>(memory: Map<string, T>, key: string, most: number, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size >= most) memory.clear();
  memory.set(key, made);
  return made;
}
