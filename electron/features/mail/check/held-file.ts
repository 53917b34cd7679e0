import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { FileReport, MailCheckView } from '../../../contract/mail.ts';
import type { UnreadableWhy } from '../../../contract/unreadable-why.ts';
import type { Admitted } from '../look/admit-task.ts';
import type { WorkerAnswer } from '../look/worker-task.ts';
import type { WorkerEnded } from './ports.ts';
import { partBytes } from './wire-size.ts';

const NAME_MAX = 300;

/** A file of the check. The page knows it by its id; its path stays here. */
export interface HeldFile {
  readonly id: string;
  /** As the person named it. */
  readonly namedPath: string;
  /** Its own, where what was named is a link. */
  readonly path: string;
  /** As it would be attached. */
  readonly name: string;
  readonly stop: AbortController;
  modifiedMs: number;
  /** How often it changed while it was looked into. */
  changes: number;
  report: FileReport;
  hasLooked: boolean;
  hasScanned: boolean;
  /** What a byte of it becomes in a zip; null: not tried, or it could not be read. */
  packedShare: number | null;
}

/** `id`: of the same file in an earlier look. */
export function heldFile(
  namedPath: string,
  { realPath, isLink, bytes, modifiedMs }: Admitted,
  id = randomBytes(8).toString('hex'),
): HeldFile {
  const name = basename(namedPath);
  const target = basename(realPath);
  return {
    id,
    namedPath,
    path: realPath,
    name,
    stop: new AbortController(),
    modifiedMs,
    changes: 0,
    report: unlooked(id, isLink && target !== name ? `${name} → ${target}` : name, bytes, partBytes(name, bytes)),
    hasLooked: false,
    hasScanned: false,
    packedShare: null,
  };
}

export const isDone = ({ state }: FileReport): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/**
 * Half of a file's bytes for looking, half for scanning. null: nothing is waiting.
 * @param notYetHeld files of which nobody knows yet what they are
 */
export function progressOf(held: readonly HeldFile[], notYetHeld: number): MailCheckView['progress'] {
  const progress = { bytesDone: 0, bytesTotal: 0, filesDone: 0, filesTotal: held.length + notYetHeld };
  for (const { report, hasLooked, hasScanned } of held) {
    const { bytes, state } = report;
    const isOver = state === 'cancelled' || (hasLooked && hasScanned);
    progress.bytesTotal += bytes;
    progress.filesDone += isOver ? 1 : 0;
    progress.bytesDone += isOver ? bytes : Math.floor((bytes * (Number(hasLooked) + Number(hasScanned))) / 2);
  }
  return progress.filesDone === progress.filesTotal ? null : progress;
}

function unlooked(id: string, name: string, bytes: number, wireBytes: number): FileReport {
  return {
    id,
    name: name.slice(0, NAME_MAX),
    bytes,
    wireBytes,
    state: 'waiting',
    type: null,
    findings: [],
    personalData: null,
    scan: null,
  };
}

/** It changed on disk: all that was found is forgotten, and it is looked into anew. */
export function beginAnew(file: HeldFile, { bytes, modifiedMs }: Pick<Admitted, 'bytes' | 'modifiedMs'>): void {
  file.report = unlooked(file.id, file.report.name, bytes, partBytes(file.name, bytes));
  file.modifiedMs = modifiedMs;
  file.changes++;
  file.hasLooked = false;
  file.hasScanned = false;
  file.packedShare = null;
}

/** Of the system's codes, those that a person can do something about. Windows says EBUSY of what another program holds. */
const WHY_BY_CODE: Readonly<Record<string, UnreadableWhy>> = {
  ENOENT: 'gone',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EBUSY: 'in-use',
};

type Looked = Pick<FileReport, 'type' | 'findings' | 'personalData'> & { readonly failed: boolean };

/** What the worker said of a file, or why it said nothing: never read as "nothing found". */
export function lookedFrom(reply: WorkerAnswer | WorkerEnded): Looked {
  if (reply.kind === 'looked') {
    const { type, findings, personalData } = reply;
    return { type, findings, personalData, failed: false };
  }
  if (reply.kind !== 'ended') {
    const detail = reply.kind === 'failed' ? (WHY_BY_CODE[reply.code] ?? reply.code) : reply.kind;
    return notLooked('unreadable', 'unreadable', detail);
  }
  switch (reply.why) {
    case 'stopped':
      return {
        type: null,
        findings: [],
        personalData: { kind: 'not-looked', why: 'stopped', detail: '' },
        failed: true,
      };
    case 'died':
      return notLooked('damaged', 'damaged', reply.why);
    case 'late':
    case 'too-much-memory':
      return notLooked('too-large-to-look-into', 'too-large', reply.why);
  }
}

function notLooked(
  kind: FileReport['findings'][number]['kind'],
  why: 'unreadable' | 'damaged' | 'too-large',
  detail: string,
): Looked {
  const personalData = { kind: 'not-looked', why, detail } as const;
  return { type: null, findings: [{ kind, at: '', detail }], personalData, failed: true };
}
