import type { Claim } from '../../../../contract/acknowledgement.ts';
import type { SealedDocument } from '../../../../contract/delivery.ts';
import { isoTime } from '../../../../contract/iso-time.ts';
import type { AcknowledgementSettings } from '../../../../contract/settings.ts';
import { chainFindings, inChainOrder } from '../chain.ts';
import { dayOf, dutyOf } from '../duty.ts';
import { arrivedFiles } from './arrivals.ts';
import { type BatchRead, type BatchReader, batchReader, type RosterProblem, type SeenReceipt } from './batch-reader.ts';
import { KeyLedger, type KeyStanding } from './key-ledger.ts';
import { isExpected, type StaffMember } from './staff-list.ts';

export interface RosterParts {
  readonly folder: string;
  /** With the officer's identity; null: none was given. */
  readonly open: ((sealed: SealedDocument) => string) | null;
  /** Other threads that read as well. */
  readonly helpers?: readonly BatchReader[];
  readonly staff: readonly StaffMember[] | null;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly timeZone: string;
  readonly renewal: AcknowledgementSettings['renewal'];
  readonly remindDaysBefore: readonly number[];
  /** The edition in force: what a receipt must be of. */
  readonly inForce: {
    readonly rulesId: string;
    readonly edition: number;
    readonly change: 'major' | 'minor';
  };
  readonly onProgress?: (filesRead: number) => void;
}

export interface RosterRow {
  readonly file: string;
  readonly valid: boolean;
  /** What is wrong with the receipt itself, then with its chain. */
  readonly findings: readonly string[];
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
  /** null: its signature does not hold, so that it says nothing of whose a key is. */
  readonly key: KeyStanding | null;
  readonly keyEnrolled: boolean;
  readonly keyProtection: Claim['keyProtection'];
  readonly publicKey: string;
  readonly sha256: string;
}

export interface MissingMember {
  readonly employeeNumber: string;
  readonly name: string;
  /** never: no valid receipt. outdated: of an edition no longer enough. expired: its time is over. */
  readonly why: 'never' | 'outdated' | 'expired';
}

export interface Roster {
  readonly asOf: string;
  /** By employee number, then by time of signing. */
  readonly rows: readonly RosterRow[];
  /** null: no staff list was given. */
  readonly missing: readonly MissingMember[] | null;
  readonly problems: readonly RosterProblem[];
  readonly filesRead: number;
}

/**
 * Reads, verifies and counts what arrived; cost grows with the number of files alone. Rejects where the folder cannot be
 * read.
 */
export async function rosterOf(parts: RosterParts): Promise<Roster> {
  const { folder, open, helpers = [], onProgress } = parts;
  const sound = new Map<string, SeenReceipt>();
  const unsound: SeenReceipt[] = [];
  const enrolled = new Set<string>();
  const problems: RosterProblem[] = [];
  let filesRead = 0;
  const count = (batch: BatchRead) => {
    for (const each of batch.receipts) {
      // The same receipt in two places counts once, from where it was first; but its hash is of claim and signature
      // alone, so that an altered copy has it as well and neither hides the good one nor is hidden by it.
      const before = sound.get(each.sha256);
      if (!isSound(each)) unsound.push(each);
      else if (!before || byStoring(each, before) < 0) sound.set(each.sha256, each);
    }
    for (const key of batch.enrolled) enrolled.add(key);
    problems.push(...batch.problems);
  };
  const here = batchReader(folder, open);
  const batches = arrivedFiles(folder);
  const readOn = async (read: BatchReader) => {
    for (;;) {
      const { value: files } = await batches.next();
      if (!files) return;
      count(await read(files));
      filesRead += files.length;
      onProgress?.(filesRead);
    }
  };
  // A helper that cannot go on costs time alone: what it had taken is read here.
  const orHere =
    (helper: BatchReader): BatchReader =>
    (files) =>
      helper(files).catch(() => here(files));
  await Promise.all([here, ...helpers.map(orHere)].map(readOn));
  const rows = rowsOf([...sound.values()], unsound, enrolled, parts.timeZone);
  problems.sort((one, other) => (one.file < other.file ? -1 : 1));
  return { asOf: parts.asOf, rows, missing: parts.staff && missingOf(rows, parts), problems, filesRead };
}

const byStoring = (one: SeenReceipt, other: SeenReceipt): number =>
  one.storedAtMs - other.storedAtMs || (one.file < other.file ? -1 : 1);

const isSound = ({ findings }: SeenReceipt): boolean => findings.length === 0;

function rowsOf(
  sound: readonly SeenReceipt[],
  unsound: readonly SeenReceipt[],
  enrolled: ReadonlySet<string>,
  timeZone: string,
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
      const use = { publicKey, employeeNumber: person.employeeNumber, accountName, machineName };
      return {
        file,
        valid: findings.length === 0,
        findings: [...findings, ...(chainOf.get(each) ?? []).map(({ kind, at }) => `${kind} ${at}`)],
        ...person,
        accountName,
        machineName,
        rulesId: rules.rulesId,
        edition: rules.edition,
        number,
        signedAt,
        storedAt: isoTime(storedAtMs, timeZone),
        key: isSound(each) ? ledger.standingOf({ ...use, replaces: claim.replaces?.lastKey ?? null }) : null,
        keyEnrolled: enrolled.has(publicKey),
        keyProtection,
        publicKey,
        sha256,
      };
    })
    .sort(
      (one, other) =>
        (one.employeeNumber < other.employeeNumber ? -1 : one.employeeNumber > other.employeeNumber ? 1 : 0) ||
        Date.parse(one.signedAt) - Date.parse(other.signedAt),
    );
}

function missingOf(rows: readonly RosterRow[], parts: RosterParts): MissingMember[] {
  const { asOf, timeZone, inForce, staff } = parts;
  const of = new Map<string, RosterRow[]>();
  for (const row of rows) {
    const isOfUse = row.valid && row.rulesId === inForce.rulesId && dayOf(Date.parse(row.signedAt), timeZone) <= asOf;
    if (!isOfUse) continue;
    const theirs = of.get(row.employeeNumber);
    if (theirs) theirs.push(row);
    else of.set(row.employeeNumber, [row]);
  }
  return (staff ?? []).flatMap((member) => {
    if (!isExpected(member, asOf)) return [];
    const last = of.get(member.employeeNumber)?.at(-1);
    const why = last ? shortfallOf(last, parts) : 'never';
    return why ? [{ employeeNumber: member.employeeNumber, name: member.name, why }] : [];
  });
}

function shortfallOf(last: RosterRow, parts: RosterParts): MissingMember['why'] | null {
  const { asOf, inForce, renewal, remindDaysBefore, timeZone } = parts;
  if (last.edition < inForce.edition && inForce.change === 'major') return 'outdated';
  const nowMs = Date.parse(`${asOf}T12:00:00Z`);
  const facts = { renewal, remindDaysBefore, timeZone, nowMs, signedAt: last.signedAt, sinceMs: 0, isOutdated: false };
  return dutyOf(facts).state === 'overdue' ? 'expired' : null;
}
