import { join } from 'node:path';
import type { SealedDocument } from '../../../../contract/delivery.ts';
import { arrivedFiles } from './arrivals.ts';
import {
  type BatchRead,
  type BatchReader,
  batchReader,
  type RosterProblem,
  type SeenQuestion,
  type SeenReceipt,
} from './batch-reader.ts';
import { type MissingFacts, type MissingMember, missingOf } from './missing.ts';
import { questionsOf, type RosterQuestion } from './questions.ts';
import { byStoring, isSound, isThereBy, type RosterRow, rowsOf } from './rows.ts';
import type { StaffMember } from './staff-list.ts';

export interface RosterParts extends MissingFacts {
  readonly folder: string;
  /** With the officer's identity; null: none was given. */
  readonly open: ((sealed: SealedDocument) => string) | null;
  /** Other threads that read as well. */
  readonly helpers?: readonly BatchReader[];
  /** Who owns the files of those paths, in their order. */
  readonly ownersOf: (paths: readonly string[]) => Promise<readonly (string | null)[]>;
  readonly staff: readonly StaffMember[] | null;
  readonly onProgress?: (filesRead: number) => void;
}

export interface Roster {
  readonly asOf: string;
  /** By employee number, then by time of signing. */
  readonly rows: readonly RosterRow[];
  /** How many sound receipts came only after that day, and are left out. */
  readonly later: number;
  /** null: no staff list was given. */
  readonly missing: readonly MissingMember[] | null;
  readonly questions: readonly RosterQuestion[];
  readonly problems: readonly RosterProblem[];
  /** Files and folders that were not looked into: by their names they hold no documents. */
  readonly skipped: readonly string[];
  readonly filesRead: number;
}

/**
 * Reads, verifies and counts what arrived; cost grows with the number of files alone. Rejects where the folder cannot be
 * read.
 */
export async function rosterOf(parts: RosterParts): Promise<Roster> {
  const { folder, open, helpers = [], staff, asOf, timeZone, onProgress } = parts;
  const sound = new Map<string, SeenReceipt>();
  const unsound: SeenReceipt[] = [];
  const enrolled = new Set<string>();
  const seenQuestions: SeenQuestion[] = [];
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
    seenQuestions.push(...batch.questions);
    problems.push(...batch.problems);
  };
  const here = batchReader(folder, open);
  const skipped: string[] = [];
  const batches = arrivedFiles(folder, {
    skipped: (file) => skipped.push(file),
    unreadable: (inner) => problems.push(inner),
  });
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
  const good = [...sound.values()].filter((each) => isThereBy(each, asOf, timeZone));
  const files = [...good, ...unsound].map(({ file }) => file);
  const owners = await parts.ownersOf(files.map((file) => join(folder, file)));
  const ownerOf = new Map(files.map((file, at) => [file, owners[at] ?? null]));
  const rows = rowsOf(good, unsound, { enrolled, ownerOf, timeZone });
  problems.sort((one, other) => (one.file < other.file ? -1 : 1));
  const questions = questionsOf(seenQuestions, asOf, timeZone);
  const missing = staff && missingOf(good, questions, staff, parts);
  const later = sound.size - good.length;
  return { asOf, rows, later, missing, questions, problems, skipped: skipped.sort(), filesRead };
}
