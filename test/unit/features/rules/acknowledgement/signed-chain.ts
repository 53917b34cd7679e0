import type { Claim, Receipt } from '../../../../../electron/contract/acknowledgement.ts';
import { isoTime } from '../../../../../electron/contract/iso-time.ts';
import { UlidMaker } from '../../../../../electron/delivery/ulid.ts';
import { type MadeKey, makeKey } from '../../../../../electron/features/rules/acknowledgement/ed25519.ts';
import { receiptHash, signReceipt } from '../../../../../electron/features/rules/acknowledgement/receipt.ts';
import { hashesOf } from '../../../../../electron/features/rules/pack.ts';
import { smallPack } from './small-pack.ts';

export interface ChainOptions {
  readonly length: number;
  readonly key?: MadeKey;
  readonly claim?: Partial<Claim>;
  readonly startMs?: number;
  readonly everyMs?: number;
}

const YEAR_MS = 365 * 86_400_000;

/** Receipts as the app signs them, one a year. */
export function signedChain({
  length,
  key = makeKey(),
  claim: own = {},
  startMs = Date.parse('2024-03-01T09:00:00+08:00'),
  everyMs = YEAR_MS,
}: ChainOptions): Receipt[] {
  const pack = smallPack();
  const hashes = hashesOf(pack);
  const receipts: Receipt[] = [];
  for (let at = 0; at < length; at++) {
    const before = receipts.at(-1);
    const timeMs = startMs + at * everyMs;
    const claim: Claim = {
      schema: 1,
      receiptId: new UlidMaker({ nowMs: () => timeMs }).next(),
      number: at + 1,
      previous: before ? receiptHash(before) : null,
      replaces: null,
      rules: {
        rulesId: pack.rulesId,
        edition: pack.edition,
        title: pack.text.title,
        packSha256: hashes.pack,
        textSha256: hashes.text,
        clauses: hashes.clauses,
      },
      consent: { language: 'zh-TW', statement: '本人已閱讀並瞭解', privacyNotice: '個資告知', basis: null },
      person: { name: '王小明', employeeNumber: 'A1234' },
      accountName: 'wang',
      machineName: 'PC-7',
      signedAt: isoTime(timeMs, 'Asia/Taipei'),
      timeZone: 'Asia/Taipei',
      clockOffsetMs: 120,
      appVersion: '1.0',
      readingScope: 'whole',
      questionsCompleted: 2,
      publicKey: key.publicKey,
      keyProtection: 'os-key-store',
      ...own,
    };
    receipts.push(signReceipt(claim, pack.text, key.privateKey));
  }
  return receipts;
}
