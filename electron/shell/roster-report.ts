import { readFile } from 'node:fs/promises';
import { dayOf } from '../contract/iso-time.ts';
import type { Settings } from '../contract/settings.ts';
import { Unsealer } from '../delivery/unseal.ts';
import type { EditionAsked } from '../features/rules/acknowledgement/roster/missing.ts';
import { type Roster, type RosterParts, rosterOf } from '../features/rules/acknowledgement/roster/roster.ts';
import {
  dayFrom,
  isExpected,
  isUnusable,
  readStaffList,
  type StaffMember,
  type StaffProblem,
  staffListText,
} from '../features/rules/acknowledgement/roster/staff-list.ts';
import { startWorkerReaders } from '../features/rules/acknowledgement/roster/worker-readers.ts';
import { type AcknowledgementWords, terminalWords } from './acknowledgement-words.ts';
import type { RosterCommand } from './command-line.ts';
import { editionFrom } from './roster-edition.ts';
import { rosterCsv, rosterText, staffProblemLines } from './roster-text.ts';
import type { ExitCode } from './status-report.ts';

export interface RosterReportParts {
  readonly command: RosterCommand;
  readonly settings: Pick<Settings, 'acknowledgement' | 'timeZone'>;
  /** What a receipt must be of, where `--rules` names nothing else. */
  readonly editionHere: () => Promise<EditionAsked>;
  readonly ownersOf: RosterParts['ownersOf'];
  readonly words: AcknowledgementWords;
  readonly write: { readonly out: (text: string) => void; readonly err: (line: string) => void };
  /** Draws over the last line of a terminal; null: standard error is none. */
  readonly drawProgress: ((text: string) => void) | null;
  /** The built `roster-worker.js`. */
  readonly workerPath: string;
  readonly nowMs?: () => number;
}

const PROGRESS_EVERY_MS = 200;

/** Answers `--roster`. 0: all is well, 1: somebody is missing or a file or receipt is not sound, 2: could not run. */
export async function runRoster(parts: RosterReportParts): Promise<ExitCode> {
  const { command, settings, words, write, drawProgress } = parts;
  const { timeZone, acknowledgement } = settings;
  const asOf = command.asOf === null ? dayOf((parts.nowMs ?? Date.now)(), timeZone) : dayFrom(command.asOf);
  if (asOf === null) return failed(parts, 'badDate', { date: command.asOf ?? '' });
  const inForce = await editionOf(parts, asOf);
  if (inForce === 'failed') return 2;
  const staff = await staffOf(parts);
  if (staff === 'failed') return 2;
  // A day or a column mistaken for another: of nobody it would hold that everybody has acknowledged.
  if (staff && !staff.staff.some((member) => isExpected(member, asOf)))
    return failed(parts, 'nobodyExpected', { file: command.staff ?? '', asOf });
  const identities = await identitiesOf(parts);
  if (identities === 'failed') return 2;
  let roster: Roster;
  let drawnAtMs = 0;
  const task = { folder: command.folder, identities: identities?.text ?? null };
  const helpers = startWorkerReaders(parts.workerPath, task);
  try {
    roster = await rosterOf({
      folder: command.folder,
      open: identities?.unsealer.open ?? null,
      helpers: helpers.readers,
      ownersOf: parts.ownersOf,
      staff: staff?.staff ?? null,
      asOf,
      timeZone,
      renewal: acknowledgement.renewal,
      remindDaysBefore: acknowledgement.remindDaysBefore,
      inForce,
      onProgress: (count) => {
        if (!drawProgress || performance.now() - drawnAtMs < PROGRESS_EVERY_MS) return;
        drawnAtMs = performance.now();
        drawProgress(words('roster.progress', { count }));
      },
    });
  } catch (error) {
    return failed(parts, 'cannotReadFolder', { folder: command.folder, detail: String(error) });
  } finally {
    if (drawnAtMs > 0) drawProgress?.('');
    await helpers.stop();
  }
  const staffProblems = staff?.problems ?? [];
  if (command.form === 'json') write.out(JSON.stringify({ schema: 1, ...roster, staffProblems }, null, 2));
  else if (command.form === 'text') write.out(rosterText(roster, staffProblems, terminalWords(words)));
  else {
    write.out(rosterCsv(roster, staffProblems, words));
    // Whoever sends it into a file sees all the same that the list needs mending.
    for (const line of staffProblemLines(staffProblems, terminalWords(words))) write.err(line);
  }
  const isSound = roster.problems.length === 0 && staffProblems.length === 0;
  const isAllWell = isSound && roster.rows.every(isInOrder) && (roster.missing ?? []).length === 0;
  return isAllWell ? 0 : 1;
}

const isInOrder = ({ findings, key }: Roster['rows'][number]) =>
  findings.length === 0 && key !== 'conflict' && key !== 'shared';

async function editionOf(parts: RosterReportParts, asOf: string): Promise<EditionAsked | 'failed'> {
  const { command, editionHere, words, write } = parts;
  try {
    if (command.rules.length > 0) return await editionFrom(command.rules);
    const here = await editionHere();
    const amendedOn = here.pack.text.amendments.at(-1)?.date ?? '';
    if (amendedOn > asOf) write.err(words('roster.laterEdition', { asOf, edition: here.pack.edition, amendedOn }));
    return here;
  } catch (error) {
    failed(parts, 'cannotReadRules', { detail: error instanceof Error ? error.message : String(error) });
    return 'failed';
  }
}

async function staffOf(
  parts: RosterReportParts,
): Promise<{ staff: StaffMember[]; problems: StaffProblem[] } | null | 'failed'> {
  const { staff: file } = parts.command;
  if (file === null) return null;
  try {
    const text = staffListText(await readFile(file));
    const list = text === null ? null : readStaffList(text);
    const reason = list ? list.problems.find(isUnusable)?.reason : 'not-text';
    if (list && !reason) return list;
    failed(parts, 'cannotReadStaff', { file, detail: parts.words(`roster.staffProblem.${reason}`) });
  } catch (error) {
    failed(parts, 'cannotReadStaff', { file, detail: String(error) });
  }
  return 'failed';
}

async function identitiesOf(
  parts: RosterReportParts,
): Promise<{ readonly text: string; readonly unsealer: Unsealer } | null | 'failed'> {
  const { identity: file } = parts.command;
  if (file === null) return null;
  try {
    const text = await readFile(file, 'utf8');
    return { text, unsealer: new Unsealer(text) };
  } catch (error) {
    failed(parts, 'cannotReadIdentity', { file, detail: String(error) });
    return 'failed';
  }
}

function failed({ words, write }: RosterReportParts, what: string, values: Readonly<Record<string, string>>): 2 {
  write.err(terminalWords(words)(`roster.${what}`, values));
  return 2;
}
