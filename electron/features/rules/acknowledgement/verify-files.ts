import type { ReceiptCheck } from '../../../contract/acknowledgement.ts';
import { chainFindings, inChainOrder } from './chain.ts';
import { VerifyingMemory, verifyReceipt, withFindings } from './verify.ts';

export interface ReceiptFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Files that came together: each alone, and all of them as the chains they are of. In the order given. Never throws. */
export function verifyFiles(files: readonly ReceiptFile[], ownKeys: ReadonlySet<string> | null = null): ReceiptCheck[] {
  const memory = new VerifyingMemory();
  const checks = files.map(({ name, content }) => verifyReceipt(name, content, ownKeys, memory).check);
  // Whose signature does not hold says nothing of a chain.
  const links = checks.flatMap(({ claim, sha256, findings }, at) =>
    claim && sha256 && !findings.some(({ kind }) => kind === 'signature' || kind === 'bad-key')
      ? [{ claim, sha256, at }]
      : [],
  );
  const ordered = inChainOrder(links);
  const more = chainFindings(ordered);
  for (const [place, { at }] of ordered.entries()) {
    const check = checks[at];
    if (check) checks[at] = withFindings(check, more[place] ?? []);
  }
  return checks;
}
