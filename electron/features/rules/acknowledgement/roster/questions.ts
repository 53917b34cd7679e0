import type { AcknowledgementQuestion } from '../../../../contract/acknowledgement.ts';
import { dayOf, isoTime } from '../../../../contract/iso-time.ts';
import type { SeenQuestion, SeenReceipt } from './batch-reader.ts';
import { employeeKey } from './employee-key.ts';

/** "I have questions, not yet", as it says of itself: nobody signed it. */
export type RosterQuestion = AcknowledgementQuestion & {
  readonly file: string;
  readonly askedAt: string;
  /** The file's time of last change. */
  readonly storedAt: string;
};

/** Those asked by that day, oldest first; what lies in two places counts once. */
export function questionsOf(seen: readonly SeenQuestion[], asOf: string, timeZone: string): RosterQuestion[] {
  const once = new Map(seen.map((each) => [`${each.askedAt}\n${JSON.stringify(each.question)}`, each]));
  return [...once.values()]
    .filter(({ askedAt }) => dayOf(Date.parse(askedAt), timeZone) <= asOf)
    .map(({ file, askedAt, storedAtMs, question }) => ({
      file,
      askedAt,
      storedAt: isoTime(storedAtMs, timeZone),
      ...question,
    }))
    .sort((one, other) => Date.parse(one.askedAt) - Date.parse(other.askedAt) || (one.file < other.file ? -1 : 1));
}

/**
 * The questions of each person, by the key of the employee number: the one that is given, else whoever signed at that
 * account, else the account's name, which often is the number.
 */
export function questionsByPerson(
  questions: readonly RosterQuestion[],
  sound: readonly SeenReceipt[],
): ReadonlyMap<string, readonly RosterQuestion[]> {
  const signers = new Map<string, Set<string>>();
  for (const { claim } of sound) {
    const account = accountKey(claim);
    const theirs = signers.get(account) ?? new Set();
    signers.set(account, theirs.add(employeeKey(claim.person.employeeNumber)));
  }
  const byPerson = new Map<string, RosterQuestion[]>();
  for (const question of questions) {
    const account = accountKey(question);
    const [signer, ...others] = signers.get(account) ?? [];
    const whose = question.employeeNumber === null ? undefined : employeeKey(question.employeeNumber);
    const key = whose ?? (signer !== undefined && others.length === 0 ? signer : account);
    const theirs = byPerson.get(key);
    if (theirs) theirs.push(question);
    else byPerson.set(key, [question]);
  }
  return byPerson;
}

/** Without the domain before it. */
const accountKey = ({ accountName }: { readonly accountName: string }) => employeeKey(accountName.replace(/^.*\\/, ''));
