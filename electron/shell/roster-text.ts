import { csvText } from '../features/rules/acknowledgement/roster/csv.ts';
import { employeeKey } from '../features/rules/acknowledgement/roster/employee-key.ts';
import type { MissingMember } from '../features/rules/acknowledgement/roster/missing.ts';
import type { Roster } from '../features/rules/acknowledgement/roster/roster.ts';
import type { RosterRow } from '../features/rules/acknowledgement/roster/rows.ts';
import type { StaffProblem } from '../features/rules/acknowledgement/roster/staff-list.ts';
import type { AcknowledgementWords } from './acknowledgement-words.ts';
import { findingWords } from './finding-words.ts';

const COLUMNS = [
  'state',
  'employeeNumber',
  'name',
  'account',
  'machine',
  'rules',
  'edition',
  'number',
  'signedAt',
  'storedAt',
  'deliveredBy',
  'clockOffset',
  'doubts',
  'key',
  'enrolled',
  'protection',
  'findings',
  'file',
  'publicKey',
  'sha256',
] as const;
/** The CSV and the JSON name them all. */
const SKIPPED_NAMED = 5;
type Line = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * A line for each receipt, then for each person that is missing, each question, each file that could not be counted or was
 * skipped, and each of the staff list that is not in order.
 */
export function rosterCsv(
  { rows, missing, questions, problems, skipped }: Roster,
  staffProblems: readonly StaffProblem[],
  words: AcknowledgementWords,
): string {
  const lines: Line[] = [
    ...rows.map((row) => ({
      state: words(row.valid ? 'roster.markValid' : 'roster.markInvalid'),
      employeeNumber: row.employeeNumber,
      name: row.name,
      account: row.accountName,
      machine: row.machineName,
      rules: row.rulesId,
      edition: String(row.edition),
      number: String(row.number),
      signedAt: row.signedAt,
      storedAt: row.storedAt,
      deliveredBy: row.deliveredBy ?? '',
      clockOffset: clockOffsetOf(row, words),
      doubts: doubtsOf(row, words),
      key: words(`roster.key.${row.key ?? 'none'}`),
      enrolled: words(row.keyEnrolled ? 'roster.enrolled' : 'roster.notEnrolled'),
      protection: words(row.keyProtection === 'unprotected' ? 'roster.unprotected' : 'roster.csv.protected'),
      findings: findingsOf(row, words),
      file: row.file,
      publicKey: row.publicKey,
      sha256: row.sha256,
    })),
    ...(missing ?? []).map((member) => ({
      state: words('roster.csv.missing'),
      employeeNumber: member.employeeNumber,
      name: member.name,
      findings: whyMissing(member, words),
    })),
    ...questions.map((question) => ({
      state: words('roster.csv.question'),
      employeeNumber: question.employeeNumber ?? '',
      account: question.accountName,
      machine: question.machineName,
      rules: question.rulesId,
      edition: String(question.edition),
      storedAt: question.storedAt,
      findings: words('roster.asked', { at: question.askedAt, words: question.words }),
      file: question.file,
    })),
    ...problems.map(({ file, reason, detail }) => ({
      state: words('roster.csv.problem'),
      findings: words(`roster.problem.${reason}`) + inBrackets(detail, words),
      file,
    })),
    ...skipped.map((file) => ({ state: words('roster.csv.skipped'), file })),
    ...staffProblems.map((problem) => ({
      state: words('roster.csv.staffProblem'),
      findings: staffProblemLine(problem, words).trim(),
    })),
  ];
  const head = COLUMNS.map((column) => words(`roster.csv.${column}`));
  return csvText([head, ...lines.map((line: Line) => COLUMNS.map((column) => line[column] ?? ''))]);
}

/** For whoever reads it in a terminal, with a terminal's words: the sum first, then who is missing, then each receipt. */
export function rosterText(
  { asOf, rows, later, missing, questions, problems, skipped, filesRead }: Roster,
  staffProblems: readonly StaffProblem[],
  words: AcknowledgementWords,
): string {
  const valid = rows.filter((row) => row.valid);
  const people = new Set(valid.map(({ employeeNumber }) => employeeKey(employeeNumber))).size;
  const counts = { asOf, rows: rows.length, valid: valid.length, people, files: filesRead, problems: problems.length };
  return [
    words('roster.summary', counts),
    ...(later === 0 ? [] : [words('roster.later', { later })]),
    ...(missing === null ? [] : missingLines(missing, words)),
    ...section('roster.questionsHead', questions, words, (each) =>
      words('roster.questionLine', {
        at: each.askedAt,
        whose: each.employeeNumber ?? '',
        account: each.accountName,
        machine: each.machineName,
        words: each.words,
      }),
    ),
    ...section('roster.problemsHead', problems, words, ({ file, reason, detail }) =>
      words('roster.problemLine', {
        file,
        why: words(`roster.problem.${reason}`),
        detail: inBrackets(detail, words),
      }),
    ),
    ...(skipped.length === 0 ? [] : [skippedLine(skipped, words)]),
    ...staffProblemLines(staffProblems, words),
    '',
    ...rows.map((row) => rowLine(row, words)),
    words('roster.storedNote'),
  ].join('\n');
}

function skippedLine(skipped: readonly string[], words: AcknowledgementWords): string {
  const names = skipped.slice(0, SKIPPED_NAMED).join(words('roster.keyJoin'));
  return words('roster.skipped', { count: skipped.length, names });
}

function missingLines(missing: NonNullable<Roster['missing']>, words: AcknowledgementWords): string[] {
  if (missing.length === 0) return [words('roster.missingNone')];
  const lines = missing.map((each) => {
    const { employeeNumber, name } = each;
    return words('roster.missingLine', { employeeNumber, name, why: whyMissing(each, words) });
  });
  return [words('roster.missingHead', { count: missing.length }), ...lines];
}

function whyMissing({ why, questionsSince }: MissingMember, words: AcknowledgementWords): string {
  const asked = questionsSince === null ? '' : words('roster.questionsSince', { at: questionsSince });
  return words(`roster.why.${why}`) + asked;
}

function rowLine(row: RosterRow, words: AcknowledgementWords): string {
  const key = [
    words(`roster.key.${row.key ?? 'none'}`),
    words(row.keyEnrolled ? 'roster.enrolled' : 'roster.notEnrolled'),
    ...(row.keyProtection === 'unprotected' ? [words('roster.unprotected')] : []),
  ].join(words('roster.keyJoin'));
  return words('roster.rowLine', {
    mark: words(row.valid ? 'roster.markValid' : 'roster.markInvalid'),
    employeeNumber: row.employeeNumber,
    name: row.name,
    edition: row.edition,
    signedAt: row.signedAt,
    storedAt: row.storedAt + inBrackets(row.deliveredBy ?? '', words),
    account: row.accountName,
    machine: row.machineName,
    key,
    findings: row.findings.length === 0 ? '' : words('roster.findings', { words: findingsOf(row, words) }),
    doubts: row.doubts.length === 0 ? '' : words('roster.doubts', { words: doubtsOf(row, words) }),
  });
}

/** Also for standard error, where the roster itself goes into a file. With a terminal's words. */
export function staffProblemLines(problems: readonly StaffProblem[], words: AcknowledgementWords): string[] {
  return section('roster.staffProblemsHead', problems, words, (each) => staffProblemLine(each, words));
}

function staffProblemLine({ row, reason, detail }: StaffProblem, words: AcknowledgementWords): string {
  const why = words(`roster.staffProblem.${reason}`);
  return words('roster.staffProblemLine', { row, why, detail: inBrackets(detail, words) });
}

const findingsOf = ({ findings }: RosterRow, words: AcknowledgementWords) =>
  findings.map((each) => findingWords(each, words)).join(words('roster.findingJoin'));

function clockOffsetOf({ clockOffsetMs }: RosterRow, words: AcknowledgementWords): string {
  if (clockOffsetMs === null) return '';
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1000);
  return words(clockOffsetMs < 0 ? 'roster.clockSlow' : 'roster.clockFast', { seconds });
}

const doubtsOf = ({ doubts }: RosterRow, words: AcknowledgementWords) =>
  doubts.map((each) => words(`roster.doubt.${each}`)).join(words('roster.findingJoin'));

function section<T>(
  head: string,
  items: readonly T[],
  words: AcknowledgementWords,
  line: (item: T) => string,
): string[] {
  return items.length === 0 ? [] : [words(head), ...items.map(line)];
}

const inBrackets = (detail: string, words: AcknowledgementWords) =>
  detail === '' ? '' : words('roster.detail', { detail });
