import type { Claim } from '../../../../contract/acknowledgement.ts';
import { dayOf, isoTime } from '../../../../contract/iso-time.ts';
import { chainFindings, inChainOrder } from '../chain.ts';
import type { RosterFinding, SeenReceipt } from './batch-reader.ts';
import { employeeKey } from './employee-key.ts';
import { KeyLedger, type KeyStanding } from './key-ledger.ts';
import { signedByMs } from './signing-time.ts';

/** stored-late: over a week after it was signed. stored-before: before it was. clock-off: by five minutes or more. */
export type TimeDoubt = 'stored-late' | 'stored-before' | 'clock-off';

/** Over holidays a PC may stay away from the store. */
const STORED_LATE_MS = 7 * 86_400_000;
const CLOCK_OFF_MS = 5 * 60_000;

export interface RosterRow {
  readonly file: string;
  readonly valid: boolean;
  /** What is wrong with the receipt itself, then with its chain. */
  readonly findings: readonly RosterFinding[];
  readonly employeeNumber: string;
  readonly name: string;
  readonly accountName: string;
  readonly machineName: string;
  readonly rulesId: string;
  readonly edition: number;
  readonly number: number;
  readonly signedAt: string;
  /** The file's time of last change. */
  readonly storedAt: string;
  /** The file's owner, which on a share is the account that signed in to write it; null: cannot be told. */
  readonly deliveredBy: string | null;
  /** That PC's clock minus the clock of the server that had answered last, by its own word; null: none had. */
  readonly clockOffsetMs: number | null;
  /** What says that the time of signing may not be the true one. */
  readonly doubts: readonly TimeDoubt[];
  /** null: its signature does not hold, so that it says nothing of whose a key is. */
  readonly key: KeyStanding | null;
  readonly keyEnrolled: boolean;
  readonly keyProtection: Claim['keyProtection'];
  readonly publicKey: string;
  readonly sha256: string;
}

export const byStoring = (one: SeenReceipt, other: SeenReceipt): number =>
  one.storedAtMs - other.storedAtMs || (one.file < other.file ? -1 : 1);

export const isSound = ({ findings }: SeenReceipt): boolean => findings.length === 0;

/** Whether it was there on that day: signed by then or, where its clock was ahead, stored by then. */
export function isThereBy(receipt: SeenReceipt, day: string, timeZone: string): boolean {
  return dayOf(signedByMs(receipt), timeZone) <= day;
}

export interface RowFacts {
  /** Public keys. */
  readonly enrolled: ReadonlySet<string>;
  /** By file. */
  readonly ownerOf: ReadonlyMap<string, string | null>;
  readonly timeZone: string;
}

export function rowsOf(
  sound: readonly SeenReceipt[],
  unsound: readonly SeenReceipt[],
  { enrolled, ownerOf, timeZone }: RowFacts,
): RosterRow[] {
  const ordered = inChainOrder(sound);
  const inChain = chainFindings(ordered);
  const chainOf = new Map(ordered.map((each, at) => [each, inChain[at] ?? []]));
  const ledger = new KeyLedger();
  return [...sound, ...unsound]
    .sort(byStoring)
    .map((each): RosterRow => {
      const { claim, file, storedAtMs, sha256, findings } = each;
      const { person, accountName, machineName, publicKey, rules, number, signedAt, keyProtection } = claim;
      const { clockOffsetMs } = claim;
      const use = { publicKey, employeeNumber: person.employeeNumber, accountName, machineName };
      return {
        file,
        valid: findings.length === 0,
        findings: [...findings, ...(chainOf.get(each) ?? []).map(({ kind, at }) => ({ kind, at }))],
        ...person,
        accountName,
        machineName,
        rulesId: rules.rulesId,
        edition: rules.edition,
        number,
        signedAt,
        storedAt: isoTime(storedAtMs, timeZone),
        deliveredBy: ownerOf.get(file) ?? null,
        clockOffsetMs,
        doubts: doubtsOf(storedAtMs - Date.parse(signedAt), clockOffsetMs),
        key: isSound(each) ? ledger.standingOf({ ...use, replaces: claim.replaces?.lastKey ?? null }) : null,
        keyEnrolled: enrolled.has(publicKey),
        keyProtection,
        publicKey,
        sha256,
      };
    })
    .map((row) => ({ row, whose: employeeKey(row.employeeNumber), signedAtMs: Date.parse(row.signedAt) }))
    .sort(
      (one, other) =>
        (one.whose < other.whose ? -1 : one.whose > other.whose ? 1 : 0) || one.signedAtMs - other.signedAtMs,
    )
    .map(({ row }) => row);
}

function doubtsOf(storedAfterMs: number, clockOffsetMs: number | null): TimeDoubt[] {
  return [
    ...(storedAfterMs > STORED_LATE_MS ? (['stored-late'] as const) : []),
    ...(storedAfterMs < -CLOCK_OFF_MS ? (['stored-before'] as const) : []),
    ...(Math.abs(clockOffsetMs ?? 0) >= CLOCK_OFF_MS ? (['clock-off'] as const) : []),
  ];
}
