import type { Claim } from '../../../../contract/acknowledgement.ts';
import type { SealedDocument } from '../../../../contract/delivery.ts';
import { isoTime } from '../../../../contract/iso-time.ts';
import type { AcknowledgementSettings } from '../../../../contract/settings.ts';
import { chainFindings, inChainOrder } from '../chain.ts';
import { dayOf, dutyOf } from '../duty.ts';
import { VerifyingMemory } from '../verify.ts';
import { arrivals, type BadFile } from './arrivals.ts';
import { KeyLedger, type KeyStanding } from './key-ledger.ts';
import { readArrival } from './read-arrival.ts';
import { isExpected, type StaffMember } from './staff-list.ts';

export interface RosterParts {
  readonly folder: string;
  readonly open: ((sealed: SealedDocument) => Promise<string>) | null;
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

export type RosterProblem =
  | BadFile
  | { readonly file: string; readonly reason: 'not-understood' | 'sealed' | 'cannot-open'; readonly detail: string };

export interface Roster {
  readonly asOf: string;
  /** By employee number, then by time of signing. */
  readonly rows: readonly RosterRow[];
  /** null: no staff list was given. */
  readonly missing: readonly MissingMember[] | null;
  readonly problems: readonly RosterProblem[];
  readonly filesRead: number;
}

interface Seen {
  readonly file: string;
  readonly storedAtMs: number;
  readonly claim: Claim;
  readonly sha256: string;
  readonly findings: readonly string[];
}

/** Reads, verifies and counts what arrived; cost grows with the number of files alone. Rejects where the folder cannot be read. */
export async function rosterOf(parts: RosterParts): Promise<Roster> {
  const seen = new Map<string, Seen>();
  const enrolled = new Set<string>();
  const problems: RosterProblem[] = [];
  const memory = new VerifyingMemory();
  let filesRead = 0;
  for await (const batch of arrivals(parts.folder)) {
    await Promise.all(
      batch.map(async (arrival) => {
        if ('reason' in arrival) return problems.push(arrival);
        const { file, storedAtMs } = arrival;
        const read = await readArrival(arrival, parts.open, memory);
        if (read.kind === 'bad') return problems.push({ file, reason: read.reason, detail: read.detail });
        if (read.kind === 'enrolment') return enrolled.add(read.enrolment.publicKey);
        if (read.kind === 'other') return;
        const { claim } = read.receipt;
        const sha256 = read.check.sha256 ?? '';
        // The same receipt in two places counts once, from where it was first.
        const before = seen.get(sha256);
        if (before && before.storedAtMs <= storedAtMs) return;
        const findings = read.check.findings.map(({ kind, at }) => (at === '' ? kind : `${kind} ${at}`));
        seen.set(sha256, { file, storedAtMs, claim: lean(claim), sha256, findings });
      }),
    );
    filesRead += batch.length;
    parts.onProgress?.(filesRead);
  }
  const rows = rowsOf([...seen.values()], enrolled, parts.timeZone);
  problems.sort((one, other) => (one.file < other.file ? -1 : 1));
  return { asOf: parts.asOf, rows, missing: parts.staff && missingOf(rows, parts), problems, filesRead };
}

/** Without what a row does not show: of ten thousand texts none is kept. */
function lean(claim: Claim): Claim {
  return {
    ...claim,
    rules: { ...claim.rules, clauses: [] },
    consent: { ...claim.consent, statement: '', privacyNotice: '' },
  };
}

function rowsOf(seen: readonly Seen[], enrolled: ReadonlySet<string>, timeZone: string): RosterRow[] {
  const isSound = ({ findings }: Seen) => findings.length === 0;
  const ordered = inChainOrder(seen.filter(isSound));
  const inChain = chainFindings(ordered);
  const chainOf = new Map(ordered.map(({ sha256 }, at) => [sha256, inChain[at] ?? []]));
  const ledger = new KeyLedger();
  const byStoring = [...seen].sort(
    (one, other) => one.storedAtMs - other.storedAtMs || (one.file < other.file ? -1 : 1),
  );
  return byStoring
    .map((each): RosterRow => {
      const { claim, file, storedAtMs, sha256, findings } = each;
      const { person, accountName, machineName, publicKey, rules, number, signedAt, keyProtection } = claim;
      const use = { publicKey, employeeNumber: person.employeeNumber, accountName, machineName };
      return {
        file,
        valid: findings.length === 0,
        findings: [...findings, ...(chainOf.get(sha256) ?? []).map(({ kind, at }) => `${kind} ${at}`)],
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
