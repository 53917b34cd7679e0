import type { MailAnswers, MailCheckView, RecipientsReport } from '../../../contract/mail.ts';
import type { ProgramCheck } from '../../../contract/mail-program.ts';
import { admitted, leftOutName } from './admission.ts';
import { FileWork } from './file-work.ts';
import { type HeldFile, heldFile, isDone, progressOf } from './held-file.ts';
import { mailItems } from './items.ts';
import type { MailCheckParts } from './ports.ts';
import { recipientsReport } from './recipients.ts';
import { sizeForecast } from './wire-size.ts';
import { zipWireBytes } from './zip-size.ts';

const FILES_MAX = 1000;
const LEFT_OUT_MAX = 1000;
/** The page is told at most so often, and telling takes no more than so large a part of main's time. */
const TOLD_EVERY_MS = 100;
const LONG_LIST = 200;
const LONG_LIST_TOLD_EVERY_MS = 500;
const TELLING_PART = 0.1;

const NO_ANSWERS: MailAnswers = {
  classified: null,
  officialBusiness: null,
  senderIsMe: null,
  authorConsents: null,
  advertisingOrChain: null,
};

/** What a person is about to send. All of it is kept in memory only, and nothing leaves the PC. */
export class MailCheck {
  private readonly parts: MailCheckParts;
  private readonly work: FileWork;
  private readonly listeners = new Set<(view: MailCheckView) => void>();
  private files = new Map<string, HeldFile>();
  private leftOut: MailCheckView['leftOut'] = [];
  private recipientsText = '';
  private recipients: RecipientsReport | null = null;
  private answers = NO_ANSWERS;
  private programs: readonly ProgramCheck[] | null = null;
  private isTelling = false;
  private tellingTookMs = 0;

  constructor(parts: MailCheckParts) {
    this.parts = parts;
    this.work = new FileWork({ ...parts, onChange: () => this.changed(), onDone: () => this.packWhereItHelps() });
  }

  view(): MailCheckView {
    const { leftOut, recipients, answers, programs } = this;
    const held = [...this.files.values()];
    const files = held.map(({ report }) => report);
    const size = this.forecast(held);
    const items = mailItems({ files, size, recipients, answers, programs });
    return { files, leftOut, progress: progressOf(held), size, recipients, answers, items };
  }

  onChange(listener: (view: MailCheckView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Adds files; resolves once it is known what stands at each path. What is already there is not taken twice. */
  async take(paths: readonly string[]): Promise<void> {
    for await (const { path, entry } of admitted(this.parts.worker, paths)) {
      if (entry.kind !== 'file') this.leaveOut(path, entry.kind);
      else if (this.isHeld(entry.realPath)) continue;
      else if (this.files.size >= FILES_MAX) this.leaveOut(path, 'too-many');
      else {
        const file = heldFile(path, entry);
        this.files.set(file.id, file);
        this.work.add(file);
      }
      this.changed();
    }
  }

  remove(id: string): void {
    this.files.get(id)?.stop.abort();
    this.files.delete(id);
    this.changed();
  }

  /** Forgets files, recipients and answers. */
  clear(): void {
    this.work.stop(this.files.values());
    this.files = new Map();
    this.leftOut = [];
    this.answers = NO_ANSWERS;
    this.setRecipients('');
  }

  /** What is not done stays undone, and says so. */
  cancel(): void {
    this.work.stop(this.files.values());
    for (const file of this.files.values())
      if (!isDone(file.report)) file.report = { ...file.report, state: 'cancelled' };
    this.changed();
  }

  setRecipients(text: string): void {
    this.recipientsText = text;
    this.settingsChanged();
  }

  setAnswers(answers: MailAnswers): void {
    this.answers = answers;
    this.changed();
  }

  /** What the mail programs on this PC are set to, as last read. */
  setPrograms(programs: readonly ProgramCheck[]): void {
    this.programs = programs;
    this.changed();
  }

  settingsChanged(): void {
    this.recipients = recipientsReport(this.recipientsText, this.parts.settings());
    this.changed();
  }

  /** Those of the check that have these ids, in that order. */
  held(ids: readonly string[]): HeldFile[] {
    return ids.flatMap((id) => this.files.get(id) ?? []);
  }

  /** Looks again at what stands on disk. */
  async recheck(): Promise<void> {
    const done = [...this.files.values()].filter(({ report }) => isDone(report));
    await Promise.all(done.map((file) => this.work.confirm(file)));
  }

  close(): void {
    this.work.stop(this.files.values());
    this.parts.worker.close();
  }

  /** One that was cancelled is taken anew. */
  private isHeld(realPath: string): boolean {
    const file = [...this.files.values()].find(({ path }) => path === realPath);
    if (file?.report.state === 'cancelled') this.files.delete(file.id);
    return file !== undefined && file.report.state !== 'cancelled';
  }

  private leaveOut(path: string, why: MailCheckView['leftOut'][number]['why']): void {
    if (this.leftOut.length < LEFT_OUT_MAX) this.leftOut = [...this.leftOut, { name: leftOutName(path), why }];
  }

  private packWhereItHelps(): void {
    const held = [...this.files.values()];
    const size = this.forecast(held);
    if (size && size.fits !== 'yes' && progressOf(held) === null) void this.work.pack(held);
  }

  private forecast(held: readonly HeldFile[]): MailCheckView['size'] {
    if (held.length === 0) return null;
    const packed = held.map(({ name, report, packedShare }) => ({ name, bytes: report.bytes, packedShare }));
    const files = held.map(({ report }) => report);
    return sizeForecast({ files, settings: this.parts.settings(), zipWireBytes: zipWireBytes(packed) });
  }

  private changed(): void {
    if (this.isTelling || this.listeners.size === 0) return;
    this.isTelling = true;
    const everyMs = this.files.size > LONG_LIST ? LONG_LIST_TOLD_EVERY_MS : TOLD_EVERY_MS;
    setTimeout(() => this.tell(), Math.max(everyMs, this.tellingTookMs / TELLING_PART)).unref();
  }

  private tell(): void {
    this.isTelling = false;
    const startedMs = performance.now();
    const view = this.view();
    for (const listener of this.listeners)
      try {
        listener(view);
      } catch (error) {
        // A page that cannot draw must not end the check.
        this.parts.log(`mail: not shown: ${String(error)}`);
      }
    this.tellingTookMs = performance.now() - startedMs;
  }
}
