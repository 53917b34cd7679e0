import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AcknowledgementView, Receipt } from '../../../contract/acknowledgement.ts';
import { canonicalText } from '../../../delivery/document.ts';
import {
  clearTemporaries,
  type DeliveryFs,
  makeFolder,
  namesIn,
  writeDurably,
} from '../../../delivery/durable-files.ts';
import { chainFindings, inChainOrder } from './chain.ts';
import { receiptHash } from './receipt.ts';
import { VerifyingMemory, verifyReceipt } from './verify.ts';

export interface KeptReceipt {
  readonly receipt: Receipt;
  readonly sha256: string;
  readonly claim: Receipt['claim'];
}

type Problem = AcknowledgementView['problems'][number];

/** Every receipt of this account on this PC, each a file of its canonical bytes that never changes. */
export class ReceiptShelf {
  private readonly fs: DeliveryFs;
  private readonly folder: string;
  private kept: KeptReceipt[] = [];
  private damaged: Problem[] = [];

  constructor(fs: DeliveryFs, folder: string) {
    this.fs = fs;
    this.folder = join(folder, 'receipts');
  }

  /** Reads and verifies all, in slices. Rejects with the file system's error. */
  async load(): Promise<void> {
    const names = await namesIn(this.fs, this.folder);
    await clearTemporaries(this.fs, this.folder, names);
    const memory = new VerifyingMemory();
    const kept: KeptReceipt[] = [];
    const damaged: Problem[] = [];
    for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
      const { check, receipt } = verifyReceipt(
        name,
        await this.fs.readFile(join(this.folder, name), 'utf8'),
        null,
        memory,
      );
      const [found] = check.findings;
      if (receipt && check.sha256 && !found && name === fileNameOf(receipt))
        kept.push({ receipt, sha256: check.sha256, claim: receipt.claim });
      else
        damaged.push({
          kind: 'damaged',
          detail: `${name}: ${found?.kind ?? 'another name'} ${found?.at ?? ''}`.trim(),
        });
      await nextTurn();
    }
    this.kept = inChainOrder(kept);
    this.damaged = damaged;
  }

  /** Resolves when the disk has confirmed it. Rejects with the file system's error; then it is not kept. */
  async add(receipt: Receipt): Promise<KeptReceipt> {
    await makeFolder(this.fs, this.folder);
    await writeDurably(this.fs, join(this.folder, fileNameOf(receipt)), canonicalText(receipt), 0o600);
    const kept = { receipt, sha256: receiptHash(receipt), claim: receipt.claim };
    this.kept = [...this.kept, kept];
    return kept;
  }

  /** Oldest first. */
  all(): readonly KeptReceipt[] {
    return this.kept;
  }

  find(receiptId: string): KeptReceipt | undefined {
    return this.kept.find(({ claim }) => claim.receiptId === receiptId);
  }

  problems(): Problem[] {
    const chain = chainFindings(this.kept).flat();
    return [...this.damaged, ...chain.map(({ kind, at }): Problem => ({ kind: 'chain', detail: `${kind} ${at}` }))];
  }
}

const fileNameOf = ({ claim }: Pick<Receipt, 'claim'>) => `${claim.receiptId}.json`;
