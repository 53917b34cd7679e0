import { z } from 'zod';
import { RestoreReason } from '../../contract/incident.ts';
import type { AdapterLink, CutAttempt, Read } from '../../platform/platform.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** Unix time in milliseconds. */
const TimeMs = z.number();
const Adapter = z.strictObject({ key: z.string(), name: z.string() });
const Undo = z.strictObject({
  linksSetDown: z.array(z.string()),
  wirelessLeft: z.array(z.strictObject({ key: z.string(), profile: z.string() })),
});
const Attempt: z.ZodType<CutAttempt> = z.strictObject({
  ways: z.array(
    z.strictObject({
      way: z.enum(['network-manager', 'nmcli', 'link-down', 'wlan-disconnect', 'system-task']),
      outcome: z.enum(['asked', 'already', 'refused', 'absent', 'late', 'failed']),
      detail: z.string(),
      adapters: z.array(z.string()),
      tookMs: z.number(),
    }),
  ),
  unmanaged: z.array(z.string()).nullable(),
  undo: Undo,
});

/** One cut that this account made with this app, on this PC: a small file of its own, replaced by the next. */
export const CutRecord = z.strictObject({
  schema: z.literal(1),
  /** The incident's code, as it is read out on the phone. */
  code: z.string(),
  /** Nothing was cut; kept so that the screens of a drill survive a restart too. */
  drill: z.boolean(),
  accountName: z.string(),
  machineName: z.string(),
  askedAtMs: TimeMs,
  /** Physical adapters that were up just before. */
  upBefore: z.array(Adapter),
  /** null: the app ended before the ways had all been tried, so any of them may have been used. */
  attempt: Attempt.nullable(),
  /** When every physical adapter was first seen down; null: not so far. */
  confirmedOffAtMs: TimeMs.nullable(),
  restore: z
    .strictObject({
      askedAtMs: TimeMs,
      reason: RestoreReason,
      attempt: Attempt.nullable(),
      /** When all of `upBefore` were first seen up again; null: not so far. */
      confirmedAtMs: TimeMs.nullable(),
      /** Names of those that were not up when last looked at. */
      notBack: z.array(z.string()),
    })
    .nullable(),
});
export type CutRecord = z.infer<typeof CutRecord>;

export type CutRecordProblem = { readonly setAside: string; readonly detail: string };

/**
 * The record on disk, and the copy in memory that stays true where the disk refuses: a full disk must not keep
 * anybody from cutting. Written one after the other, each for good before its promise resolves.
 */
export class CutRecordFile {
  readonly #path: string;
  #record: CutRecord | null = null;
  #writes: Promise<unknown> = Promise.resolve();
  /** A file that was no record: set aside, and to be told. Whose cut it is cannot be known then. */
  readonly problem: CutRecordProblem | null = null;

  /** Throws what the file system throws, other than "not there". */
  constructor(path: string) {
    this.#path = path;
    const read = readJsonFile(path, CutRecord);
    if (read.kind === 'value') this.#record = read.value;
    if (read.kind === 'damaged') this.problem = { setAside: read.setAside, detail: read.detail };
  }

  /** The latest cut, also one that was restored long ago; null: none was ever made. */
  get record(): CutRecord | null {
    return this.#record;
  }

  /** Before the cut is asked for. Rejects with the file system's error; the record stands in memory all the same. */
  begin(start: Pick<CutRecord, 'code' | 'drill' | 'accountName' | 'machineName' | 'askedAtMs' | 'upBefore'>) {
    return this.#replace({ schema: 1, ...start, attempt: null, confirmedOffAtMs: null, restore: null });
  }

  /** Adds to the record that `begin` made. Throws where there is none: a fault of the caller's. */
  update(change: Partial<Pick<CutRecord, 'attempt' | 'confirmedOffAtMs' | 'restore'>>): Promise<void> {
    if (!this.#record) throw new Error('There is no cut to add to');
    return this.#replace({ ...this.#record, ...change });
  }

  #replace(record: CutRecord): Promise<void> {
    this.#record = record;
    const written = this.#writes.then(() => writeJsonFile(this.#path, record));
    this.#writes = written.catch(() => {});
    return written;
  }
}

/**
 * Whose doing is the state of the network?
 * - `ours`: this account's cut stands, wholly or in part.
 * - `ended-elsewhere`: it was confirmed, and everything is up again without this app.
 * - `not-ours`: everything is down, and this app did not do it (another account, a technician, a loose cable).
 * - `none`: the network is not cut.
 */
export type CutClaim = 'ours' | 'ended-elsewhere' | 'not-ours' | 'none' | 'unknown';

/** Says `unknown` rather than claim a cut that the links do not show. */
export function claimOf(record: CutRecord | null, links: Read<readonly AdapterLink[]>): CutClaim {
  if (!links.ok) return 'unknown';
  const physical = links.value.filter((link) => link.physical);
  const upNow = new Set(physical.filter(({ state }) => state === 'up').map(({ key }) => key));
  const isOpen = record !== null && !record.drill && (record.restore?.confirmedAtMs ?? null) === null;
  if (isOpen && record.upBefore.length > 0) {
    // A removed adapter is as down as one that is switched off.
    if (record.upBefore.some(({ key }) => !upNow.has(key))) return 'ours';
    return record.confirmedOffAtMs === null ? 'none' : 'ended-elsewhere';
  }
  if (physical.length === 0 || physical.some(({ state }) => state === 'unknown')) return 'unknown';
  return upNow.size === 0 ? 'not-ours' : 'none';
}
