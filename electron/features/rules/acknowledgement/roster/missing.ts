import type { RulesPack } from '../../../../contract/rules.ts';
import type { AcknowledgementSettings } from '../../../../contract/settings.ts';
import { dutyOf } from '../duty.ts';
import { isOutdated } from '../standing.ts';
import type { SeenReceipt } from './batch-reader.ts';
import { employeeKey } from './employee-key.ts';
import { questionsByPerson, type RosterQuestion } from './questions.ts';
import { signedByMs } from './signing-time.ts';
import { isExpected, type StaffMember } from './staff-list.ts';

/** The edition in force: what a receipt must be of. */
export interface EditionAsked {
  readonly pack: Pick<RulesPack, 'rulesId' | 'edition' | 'change' | 'text'>;
  /** SHA-256 of the canonical text. */
  readonly textSha256: string;
  /** The newest edition up to it that is known to be a major one; null: none is. */
  readonly lastMajor: number | null;
}

export interface MissingMember {
  readonly employeeNumber: string;
  readonly name: string;
  /** never: no valid receipt. outdated: of an edition no longer enough. expired: its time is over. */
  readonly why: 'never' | 'outdated' | 'expired';
  /** When they said that they have questions and do not sign yet, since the last signature; null: they did not. */
  readonly questionsSince: string | null;
}

export interface MissingFacts {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly timeZone: string;
  readonly renewal: AcknowledgementSettings['renewal'];
  readonly remindDaysBefore: readonly number[];
  readonly inForce: EditionAsked;
}

/** Who of the staff owes an acknowledgement on that day, by the same rule as the app itself. `sound`: verified, and there by then. */
export function missingOf(
  sound: readonly SeenReceipt[],
  questions: readonly RosterQuestion[],
  staff: readonly StaffMember[],
  facts: MissingFacts,
): MissingMember[] {
  const { asOf, inForce } = facts;
  const of = new Map<string, SeenReceipt[]>();
  for (const receipt of sound) {
    const { rules, person } = receipt.claim;
    if (rules.rulesId !== inForce.pack.rulesId) continue;
    const whose = employeeKey(person.employeeNumber);
    const theirs = of.get(whose);
    if (theirs) theirs.push(receipt);
    else of.set(whose, [receipt]);
  }
  const asked = questionsByPerson(
    questions.filter(({ rulesId }) => rulesId === inForce.pack.rulesId),
    sound,
  );
  return staff.flatMap((member) => {
    if (!isExpected(member, asOf)) return [];
    const { employeeNumber, name } = member;
    const theirs = of.get(employeeKey(employeeNumber)) ?? [];
    const why = shortfallOf(theirs, facts);
    if (!why) return [];
    const lastMs = newestMs(theirs) ?? Number.NEGATIVE_INFINITY;
    const open = asked.get(employeeKey(employeeNumber))?.find(({ askedAt }) => Date.parse(askedAt) > lastMs);
    return [{ employeeNumber, name, why, questionsSince: open?.askedAt ?? null }];
  });
}

function shortfallOf(theirs: readonly SeenReceipt[], facts: MissingFacts): MissingMember['why'] | null {
  if (theirs.length === 0) return 'never';
  const { pack, textSha256, lastMajor } = facts.inForce;
  // Of whoever has two PCs, one may have the newer edition and the other sign later.
  if (theirs.every((each) => isOutdated(each, pack, textSha256, lastMajor))) return 'outdated';
  return isExpired(theirs, facts) ? 'expired' : null;
}

/** Reckoned from the newest signature that followed a reading of the whole text. */
function isExpired(
  theirs: readonly SeenReceipt[],
  { asOf, renewal, remindDaysBefore, timeZone }: MissingFacts,
): boolean {
  const signedMs = newestMs(theirs.filter(({ claim }) => claim.readingScope === 'whole'));
  const signedAt = signedMs === null ? null : new Date(signedMs).toISOString();
  const nowMs = Date.parse(`${asOf}T12:00:00Z`);
  const facts = { renewal, remindDaysBefore, timeZone, nowMs, signedAt, sinceMs: 0, isOutdated: false };
  return dutyOf(facts).state === 'overdue';
}

/** null: of none. */
function newestMs(receipts: readonly SeenReceipt[]): number | null {
  // Not spread into Math.max: whoever fills the folder under one number would exceed what a call may carry.
  return receipts.reduce<number | null>((newest, each) => Math.max(newest ?? signedByMs(each), signedByMs(each)), null);
}
