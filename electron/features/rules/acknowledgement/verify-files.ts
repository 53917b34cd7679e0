import type { ReceiptCheck } from '../../../contract/acknowledgement.ts';
import { chainFindings, inChainOrder } from './chain.ts';
import { enrolmentWithin } from './enrolment.ts';
import { keyFindings } from './key-findings.ts';
import { finding, keyAgainst, noReceipt, parsedFile, VerifyingMemory, verifyParsed, withFindings } from './verify.ts';

export interface ReceiptFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * Files that came together: each alone, all of them as the chains they are of, and their keys against each other and
 * the enrolments among them. In the order given. Never throws.
 */
export function verifyFiles(files: readonly ReceiptFile[], ownKeys: ReadonlySet<string> | null = null): ReceiptCheck[] {
  const memory = new VerifyingMemory();
  const checks = files.map((file) => verifyFile(file, ownKeys, memory));
  // Whose signature does not hold says nothing of a chain.
  const links = checks.flatMap(({ claim, sha256, findings }, at) =>
    claim && sha256 && !findings.some(({ kind }) => kind === 'signature' || kind === 'bad-key')
      ? [{ claim, sha256, at }]
      : [],
  );
  const ordered = inChainOrder(links);
  const ofChain = chainFindings(ordered);
  const enrolled = checks.flatMap(({ enrolment }) => (enrolment ? [enrolment.publicKey] : []));
  const ofKeys = keyFindings(ordered, new Set(enrolled));
  for (const [place, { at }] of ordered.entries()) {
    const check = checks[at];
    if (check) checks[at] = withFindings(check, [...(ofChain[place] ?? []), ...(ofKeys[place] ?? [])]);
  }
  return checks;
}

function verifyFile(
  { name, content }: ReceiptFile,
  ownKeys: ReadonlySet<string> | null,
  memory: VerifyingMemory,
): ReceiptCheck {
  const file = parsedFile(content);
  if ('error' in file) return noReceipt(name, finding('not-json', '', file.error)).check;
  const read = enrolmentWithin(file.value);
  if (!read) return verifyParsed(name, file.value, file.text, ownKeys, memory).check;
  if (read.kind === 'enrolment') {
    const enrolled = { valid: true, findings: [], claim: null, enrolment: read.enrolment, sha256: null };
    return { name: name.slice(0, 300), ...enrolled, key: keyAgainst(read.enrolment.publicKey, ownKeys) };
  }
  const found = read.kind === 'forged' ? finding('signature') : finding('not-a-receipt', read.at);
  return noReceipt(name, found).check;
}
