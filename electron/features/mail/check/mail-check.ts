import type { MailAnswers, MailCheckView, RecipientsReport } from '../../../contract/mail.ts';
import type { ProgramCheck } from '../../../contract/mail-program.ts';
import { admitted, type Entry, leftOutName } from './admission.ts';
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

/** Why taking ended: nothing of it is to be told. */
const CLEARED = Symbol('cleared');

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
  private taking = new AbortController();
  /** Named by the person, and nobody knows yet what stands there. */
  private notYetHeld = 0;
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
    return { files, leftOut, progress: progressOf(held, this.notYetHeld), size, recipients, answers, items };
  }

  onChange(listener: (view: MailCheckView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Adds files; resolves once it is known what stands at each path. What is already there is not taken twice, but looked
   * at anew: the person has changed it, or the antivirus.
   */
  async take(paths: readonly string[]): Promise<void> {
    const { signal } = this.taking;
    this.notYetHeld += paths.length;
    this.changed();
    let known = 0;
    try {
      for await (const { path, entry } of admitted(this.parts.worker, paths, signal)) {
        if (signal.reason === CLEARED) return;
        known++;
        this.notYetHeld--;
        this.takeOne(path, entry);
        this.changed();
      }
    } finally {
      this.notYetHeld -= paths.length - known;
      this.changed();
    }
    this.packWhereItHelps();
  }

  /** Looks at all files anew, as they are now and by the signatures of now. */
  recheck(): Promise<void> {
    return this.take([...this.files.values()].map(({ namedPath }) => namedPath));
  }

  remove(id: string): void {
    this.files.get(id)?.stop.abort();
    this.files.delete(id);
    this.changed();
  }

  /** Forgets files, recipients and answers. */
  clear(): void {
    this.stopTaking(CLEARED);
    this.work.stop(this.files.values());
    this.files = new Map();
    this.leftOut = [];
    this.answers = NO_ANSWERS;
    this.setRecipients('');
  }

  /** What is not done stays undone, and says so. */
  cancel(): void {
    this.stopTaking();
    this.work.stop(this.files.values());
    for (const file of this.files.values())
      if (!isDone(file.report)) file.report = { ...file.report, state: 'cancelled' };
    this.changed();
  }

  get pastedRecipients(): string {
    return this.recipientsText;
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

  /** Sees whether the files on disk still are what was looked at; one that is not begins anew. */
  async confirm(): Promise<void> {
    const done = [...this.files.values()].filter(({ report }) => isDone(report));
    await Promise.all(done.map((file) => this.work.confirm(file)));
  }

  close(): void {
    this.stopTaking(CLEARED);
    this.work.stop(this.files.values());
    this.parts.worker.close();
  }

  private takeOne(path: string, entry: Entry): void {
    const held = [...this.files.values()].find((file) =>
      entry.kind === 'file' ? file.path === entry.realPath : file.namedPath === path,
    );
    // What is at work still is confirmed at its end.
    if (held && !isDone(held.report)) return;
    if (entry.kind !== 'file') {
      // Where the person did not wait, what was found before still stands.
      if (held && entry.kind !== 'stopped') this.work.lose(held, entry.kind);
      if (!held) this.leaveOut(path, entry.kind);
    } else if (!held && this.files.size >= FILES_MAX) this.leaveOut(path, 'too-many');
    else {
      held?.stop.abort();
      const file = heldFile(held?.namedPath ?? path, entry, held?.id);
      this.files.set(file.id, file);
      this.work.add(file);
    }
  }

  private stopTaking(reason?: symbol): void {
    this.taking.abort(reason);
    this.taking = new AbortController();
  }

  private leaveOut(path: string, why: MailCheckView['leftOut'][number]['why']): void {
    if (this.leftOut.length < LEFT_OUT_MAX) this.leftOut = [...this.leftOut, { name: leftOutName(path), why }];
  }

  private packWhereItHelps(): void {
    const held = [...this.files.values()];
    const size = this.forecast(held);
    if (size && size.fits !== 'yes' && progressOf(held, this.notYetHeld) === null)
      void this.work.pack(() => [...this.files.values()]);
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
