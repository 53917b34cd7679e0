import type { FileReport, ScanResult } from '../../../contract/mail.ts';
import type { UnreadableWhy } from '../../../contract/unreadable-why.ts';
import { withFindings } from '../scan/fresh-scanner.ts';
import type { Entry } from './admission.ts';
import { beginAnew, type HeldFile, isDone, lookedFrom } from './held-file.ts';
import { Lane } from './lane.ts';
import type { MailCheckParts } from './ports.ts';

const LOOK_MAX_BYTES = 100_000_000;
const LOOK_TIMEOUT_MS = 20_000;
/** Beyond the worker's own bound: then it is ended. */
const END_TIMEOUT_MS = 30_000;
const CONFIRM_TIMEOUT_MS = 20_000;
const PACK_TIMEOUT_MS = 20_000;
/** A file that is being written is looked into again, so often at most. */
const CHANGES_MAX = 2;
/** Of all files together, packed to tell what a zip would come to. */
const SAMPLE_BYTES = 32_000_000;
const SAMPLE_MIN_BYTES = 256_000;
const SAMPLE_MAX_BYTES = 4_000_000;

export interface FileWorkParts extends Pick<MailCheckParts, 'scanner' | 'worker' | 'log'> {
  /** A report has changed. */
  readonly onChange: () => void;
  /** A file is done, one way or another. */
  readonly onDone: () => void;
}

/** Looks into each file and has it scanned, one of each at a time, and then asks whether it still is what it was. */
export class FileWork {
  private readonly parts: FileWorkParts;
  private readonly looking: Lane<HeldFile>;
  private readonly scanning: Lane<HeldFile>;
  private packing: AbortController | null = null;

  constructor(parts: FileWorkParts) {
    this.parts = parts;
    this.looking = new Lane((file) => this.look(file));
    this.scanning = new Lane((file) => this.scan(file));
  }

  add(file: HeldFile): void {
    this.looking.add(file);
    this.scanning.add(file);
  }

  stop(files: Iterable<HeldFile>): void {
    this.looking.clear();
    this.scanning.clear();
    this.packing?.abort();
    this.packing = null;
    for (const file of files) if (!isDone(file.report)) file.stop.abort();
  }

  /** What was found holds for the file as it was: one that changed begins anew, one that is gone is said to be. */
  async confirm(file: HeldFile): Promise<void> {
    const { path, stop, changes } = file;
    const reply = await this.parts.worker.ask({ kind: 'admit', paths: [path] }, CONFIRM_TIMEOUT_MS, stop.signal);
    const entry = reply.kind === 'admitted' ? reply.entries[0] : null;
    if (!entry || stop.signal.aborted) return;
    if (entry.kind !== 'file') this.lose(file, entry.kind);
    else if (entry.modifiedMs !== file.modifiedMs || entry.bytes !== file.report.bytes) {
      beginAnew(file, entry);
      if (changes < CHANGES_MAX) this.add(file);
      else this.fail(file, 'changing');
      this.parts.onChange();
    }
  }

  /** It is not there any more, or not for this account: what was found of it holds no longer. */
  lose(file: HeldFile, why: Exclude<Entry['kind'], 'file' | 'stopped'>): void {
    this.fail(file, why === 'no-access' || why === 'no-answer' ? why : 'gone');
    this.update(file, { scan: lostFrom(file.report.scan, why) });
  }

  /** Tells how small each would become in a zip; once at a time, and those too that are added meanwhile. */
  async pack(files: () => readonly HeldFile[]): Promise<void> {
    if (this.packing) return;
    const packing = new AbortController();
    this.packing = packing;
    const tried = new Set<HeldFile>();
    const next = () => files().find((file) => file.packedShare === null && !tried.has(file));
    for (let file = next(); file && !packing.signal.aborted; file = next()) {
      tried.add(file);
      const task = { kind: 'pack', path: file.path, sampleBytes: sampleBytes(files().length) } as const;
      const reply = await this.parts.worker.ask(task, PACK_TIMEOUT_MS, packing.signal);
      if (reply.kind === 'packed') file.packedShare = reply.packedBytes / Math.max(1, reply.readBytes);
    }
    if (this.packing === packing) this.packing = null;
    this.parts.onChange();
  }

  private async look(file: HeldFile): Promise<void> {
    const { path, name, stop } = file;
    if (stop.signal.aborted) return;
    this.update(file, { state: 'looking' });
    const bounds = { maxBytes: LOOK_MAX_BYTES, timeoutMs: LOOK_TIMEOUT_MS };
    const reply = await this.parts.worker.ask({ kind: 'look', path, name, ...bounds }, END_TIMEOUT_MS, stop.signal);
    if (stop.signal.aborted) return;
    if (reply.kind === 'ended') this.parts.log(`mail: ${reply.why} at a file of ${file.report.bytes} bytes`);
    const { failed, ...looked } = lookedFrom(reply);
    file.hasLooked = true;
    this.update(file, { ...looked, ...(failed && { state: 'failed' }) });
    await this.finish(file);
  }

  private async scan(file: HeldFile): Promise<void> {
    const { path, stop } = file;
    if (stop.signal.aborted) return;
    if (file.report.state === 'waiting') this.update(file, { state: 'looking' });
    const scan = await this.parts.scanner.scan(path, stop.signal).catch(notScanned);
    if (stop.signal.aborted) return;
    file.hasScanned = true;
    this.update(file, { scan });
    await this.finish(file);
  }

  private async finish(file: HeldFile): Promise<void> {
    if (!file.hasLooked || !file.hasScanned) return;
    const { state, scan } = file.report;
    if (scan) this.update(file, { scan: withFindings(scan, file.report), state: state === 'failed' ? state : 'done' });
    await this.confirm(file);
    if (!isDone(file.report)) return;
    file.changes = 0;
    this.parts.onDone();
  }

  private fail(file: HeldFile, detail: UnreadableWhy): void {
    file.hasLooked = true;
    file.hasScanned = true;
    this.update(file, { state: 'failed', findings: [{ kind: 'unreadable', at: '', detail }], personalData: null });
  }

  private update(file: HeldFile, change: Partial<FileReport>): void {
    file.report = { ...file.report, ...change };
    this.parts.onChange();
  }
}

/** Even shares of what is packed of all, within what one file's sample is worth. */
function sampleBytes(files: number): number {
  return Math.min(SAMPLE_MAX_BYTES, Math.max(SAMPLE_MIN_BYTES, Math.floor(SAMPLE_BYTES / Math.max(1, files))));
}

function notScanned(error: unknown): ScanResult {
  return { kind: 'not-scanned', why: 'failed', scanner: null, detail: String(error).slice(0, 300) };
}

function lostFrom(scan: ScanResult | null, kind: string): ScanResult {
  if (scan?.kind === 'found') return scan;
  const why = kind === 'no-access' ? kind : kind === 'no-answer' ? 'late' : 'gone';
  return { kind: 'not-scanned', why, scanner: scan?.scanner ?? null, detail: '' };
}
